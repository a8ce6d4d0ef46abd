using Microsoft.EntityFrameworkCore;
using Portal.Domain.Data;
using Portal.Domain.Identity;
using Portal.Domain.Kernel;

namespace Portal.Domain.Fees;

public enum FeeRuleState
{
    Coming,
    InForce,
    Ended,
}

public sealed record FeeRuleRow(
    long Id,
    string Name,
    int Edition,
    FeeScope Scope,
    string? Merchant,
    string? MerchantName,
    Channel? Channel,
    string Currency,
    FeeTerms Terms,
    DateTime FromUtc,
    DateTime? ToUtc,
    long? ReplacesId,
    string MadeBy,
    DateTime MadeUtc,
    FeeRuleState State
);

/// <summary>One line of a preview: what an amount would cost, and what refunding half of it would give back.</summary>
public sealed record FeePreviewRow(long GrossMinor, long FeeMinor, long ReturnedOnHalfMinor);

/// <summary>Fee rules: versions with dates, never edits. Overlapping rules for the same target are refused when saved.</summary>
public sealed class FeeRuleService(IDbContextFactory<PortalDb> dbs, Gate gate, TimeProvider clock)
{
    private const long AmountMax = 100_000_000_00;
    private static readonly long[] PreviewAmounts = [1, 84, 1_000, 7_500, 100_000, 999_999, 50_000_000];

    /// <summary>All rules, those in force first.</summary>
    [Needs(Permit.ViewFees)]
    public async Task<IReadOnlyList<FeeRuleRow>> List(Actor actor, CancellationToken ct)
    {
        await using var db = await dbs.CreateDbContextAsync(ct);
        await gate.Staff(db, actor, Permit.ViewFees, ct);
        var now = clock.UtcNow();
        var rules = await db.FeeRules.AsNoTracking().ToListAsync(ct);
        var ids = rules.Select(rule => rule.MerchantId).OfType<long>().ToArray();
        var merchants = await db
            .Merchants.Where(merchant => ids.Contains(merchant.Id))
            .ToDictionaryAsync(merchant => merchant.Id, merchant => (merchant.Slug, merchant.DisplayName), ct);
        return
        [
            .. rules
                .Select(rule => Row(rule, rule.MerchantId is { } id ? merchants[id] : (null, null), now))
                .OrderBy(row =>
                    row.State switch
                    {
                        FeeRuleState.InForce => 0,
                        FeeRuleState.Coming => 1,
                        FeeRuleState.Ended => 2,
                    }
                )
                .ThenBy(row => row.Scope)
                .ThenByDescending(row => row.FromUtc)
                .ThenBy(row => row.Id),
        ];
    }

    /// <summary>What the terms would charge on some amounts, to look at before saving.</summary>
    /// <exception cref="Refusal">The terms are out of range.</exception>
    [Needs(Permit.ViewFees)]
    public async Task<IReadOnlyList<FeePreviewRow>> Preview(Actor actor, FeeTerms terms, CancellationToken ct)
    {
        await using var db = await dbs.CreateDbContextAsync(ct);
        await gate.Staff(db, actor, Permit.ViewFees, ct);
        Check(terms);
        return
        [
            .. PreviewAmounts.Select(gross =>
            {
                var fee = FeeArithmetic.Charge(terms, gross);
                return new FeePreviewRow(gross, fee, FeeArithmetic.Return(terms, gross, fee, 0, gross / 2));
            }),
        ];
    }

    /// <summary>Saves a rule; with <see cref="FeeRuleDraft.ReplacesId"/>, as the next version of that one, which ends where it begins.</summary>
    /// <exception cref="Refusal">Terms out of range; overlap with another rule for the same target; begins before fees already charged.</exception>
    [Needs(Permit.ManageFees)]
    public async Task<long> Save(Actor actor, FeeRuleDraft draft, CancellationToken ct)
    {
        await using var db = await dbs.CreateDbContextAsync(ct);
        await gate.Staff(db, actor, Permit.ManageFees, ct);
        Check(draft.Terms);
        if (draft.ToUtc is { } to && to <= draft.FromUtc)
        {
            throw new Refusal(FeesRefusals.EndBeforeStart, draft.Name).On(nameof(FeeRule.ToUtc));
        }

        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        await db.TakeTurn("fee-rules", ct);
        var now = clock.UtcNow();
        var merchant = draft.Merchant is null
            ? null
            : await db.Merchants.SingleOrDefaultAsync(row => row.Slug == draft.Merchant, ct) ?? throw Refusal.NotFound().On("Merchant");
        var rules = await db.FeeRules.Where(rule => rule.Kind == draft.Kind).ToListAsync(ct);
        var replaces = draft.ReplacesId is { } id ? rules.SingleOrDefault(rule => rule.Id == id) ?? throw Refusal.NotFound() : null;
        var made = FeeRule.Of(draft, merchant?.Id, replaces, actor, now);
        if (replaces is not null)
        {
            Refusal.Unless(made.SameTarget(replaces), FeesRefusals.ReplacesOther, replaces.Name);
            Refusal.Unless(rules.All(rule => rule.ReplacesId != replaces.Id), FeesRefusals.AlreadyReplaced, replaces.Name);
            replaces.EndAt(made.FromUtc);
        }

        if (rules.Find(rule => rule.SameTarget(made) && rule.Overlaps(made)) is { } other)
        {
            throw new Refusal(FeesRefusals.Overlap, made.Name, other.Name).On(nameof(FeeRule.FromUtc));
        }

        await RefuseThePast(db, made, now, ct);
        db.FeeRules.Add(made);
        await db.SaveChangesAsync(ct);
        db.Audit(
            actor,
            "fee-rule.saved",
            "fee-rule",
            $"FR-{made.Id:D6}",
            made.MerchantId,
            replaces is null ? null : Facts(replaces),
            Facts(made)
        );
        await db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
        return made.Id;
    }

    /// <summary>A rule may begin in the past only where no fee has been decided yet: decided fees keep their rule.</summary>
    private static async Task RefuseThePast(PortalDb db, FeeRule made, DateTime now, CancellationToken ct)
    {
        if (made.FromUtc >= now)
        {
            return;
        }

        var charged = await db
            .Fees.Where(fee => made.MerchantId == null || fee.MerchantId == made.MerchantId)
            .Join(db.Payments, fee => fee.PaymentId, payment => payment.Id, (fee, payment) => payment.PaidUtc)
            .AnyAsync(paid => paid >= made.FromUtc, ct);
        if (charged)
        {
            throw new Refusal(FeesRefusals.StartsInThePast).On(nameof(FeeRule.FromUtc));
        }
    }

    private static void Check(FeeTerms terms)
    {
        if (terms.PartsPerMillion is < 0 or > FeeTerms.PartsPerMillionMax)
        {
            throw new Refusal(FeesRefusals.RateRange).On(nameof(FeeTerms.PartsPerMillion));
        }

        foreach (
            var (field, amount) in ((string, long?)[])
                [
                    (nameof(FeeTerms.FixedMinor), terms.FixedMinor),
                    (nameof(FeeTerms.MinimumMinor), terms.MinimumMinor),
                    (nameof(FeeTerms.CapMinor), terms.CapMinor),
                ]
        )
        {
            if (amount is < 0 or > AmountMax)
            {
                throw new Refusal(FeesRefusals.AmountRange).On(field);
            }
        }

        if (terms.CapMinor is { } cap && cap < (terms.MinimumMinor ?? 0))
        {
            throw new Refusal(FeesRefusals.CapBelowMinimum).On(nameof(FeeTerms.CapMinor));
        }
    }

    private static object Facts(FeeRule rule) =>
        new
        {
            rule.Name,
            rule.Edition,
            rule.PartsPerMillion,
            rule.FixedMinor,
            rule.MinimumMinor,
            rule.CapMinor,
            refunds = rule.RefundPolicy.ToString(),
            channel = rule.Channel?.ToString(),
            rule.FromUtc,
            rule.ToUtc,
        };

    private static FeeRuleRow Row(FeeRule rule, (string? Slug, string? Name) merchant, DateTime now) =>
        new(
            rule.Id,
            rule.Name,
            rule.Edition,
            rule.Scope,
            merchant.Slug,
            merchant.Name,
            rule.Channel,
            rule.Currency,
            rule.Terms,
            rule.FromUtc,
            rule.ToUtc,
            rule.ReplacesId,
            rule.MadeBy,
            rule.MadeUtc,
            rule.FromUtc > now ? FeeRuleState.Coming
                : rule.Covers(now) ? FeeRuleState.InForce
                : FeeRuleState.Ended
        );
}
