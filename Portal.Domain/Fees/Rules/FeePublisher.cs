using Microsoft.EntityFrameworkCore;
using Portal.Domain.Data;
using Portal.Domain.Kernel;

namespace Portal.Domain.Fees;

/// <summary>What a rule would become, the one it takes the place of, and until when that one holds as things are.</summary>
internal sealed record FeePlan(FeeRule Made, FeeRule? Replaces, DateTime? ReplacesUntil);

/// <summary>Puts rules in force, in the caller's transaction: the same checks when one is proposed and when it is published.</summary>
internal sealed class FeePublisher(PaymentSource payments)
{
    /// <summary>Checks a rule against those there are, without keeping anything.</summary>
    public async Task<FeePlan> Plan(PortalDb db, FeeRuleDraft draft, string madeBy, DateTime now, CancellationToken ct)
    {
        FeeChecks.Check(draft);
        if (draft.ToUtc is { } to && to <= draft.FromUtc)
        {
            throw new Refusal(FeesRefusals.EndBeforeStart, draft.Name).On(nameof(FeeRule.ToUtc));
        }

        await db.Acquire("fee-rules", ct);
        var target = await Target(db, draft, ct);
        var rules = await db.FeeRules.AsNoTracking().Where(rule => rule.Kind == draft.Kind).ToListAsync(ct);
        var replaces = draft.ReplacesId is { } id ? rules.SingleOrDefault(rule => rule.Id == id) ?? throw Refusal.NotFound() : null;
        var made = FeeRule.Of(draft, target, replaces, madeBy, now);
        var until = replaces?.ToUtc;
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
        return new FeePlan(made, replaces, until);
    }

    public async Task<FeeRule> Publish(
        PortalDb db,
        FeeRuleDraft draft,
        Actor actor,
        string madeBy,
        string? approval,
        DateTime now,
        CancellationToken ct
    )
    {
        var (made, replaces, _) = await Plan(db, draft, madeBy, now, ct);
        object? before = null;
        if (replaces is not null)
        {
            var ended = await db.FeeRules.SingleAsync(rule => rule.Id == replaces.Id, ct);
            before = Facts(ended);
            ended.EndAt(made.FromUtc);
        }

        made.PublishedBy(actor, approval);
        db.FeeRules.Add(made);
        await db.SaveChangesAsync(ct);
        db.Audit(actor, "fee-rule.published", "fee-rule", Things.FeeRule.Of(made.Id), made.MerchantId, before, Facts(made), approval);
        await db.SaveChangesAsync(ct);
        return made;
    }

    public async Task<FeeTarget> Target(PortalDb db, FeeRuleDraft draft, CancellationToken ct)
    {
        if (draft.Account is { Length: > 0 } number)
        {
            return await payments.Account(db, number, ct) ?? throw Refusal.NotFound().On(nameof(draft.Account));
        }

        if (draft.Merchant is null)
        {
            return new FeeTarget(draft.Category is null ? FeeScope.All : FeeScope.Category, null, null);
        }

        var merchant =
            await db.Merchants.SingleOrDefaultAsync(row => row.Slug == draft.Merchant, ct)
            ?? throw Refusal.NotFound().On(nameof(draft.Merchant));
        return new FeeTarget(FeeScope.Merchant, merchant.Id, null);
    }

    /// <summary>A rule may begin in the past only where no fee has been decided yet: decided fees keep their rule.</summary>
    private async Task RefuseThePast(PortalDb db, FeeRule made, DateTime now, CancellationToken ct)
    {
        if (made.FromUtc >= now)
        {
            return;
        }

        var charged =
            made.Kind == FeeKind.Payment
                ? await payments.AnyCharged(db, made.MerchantId, made.FromUtc, ct)
                : await db.ServiceFees.AnyAsync(
                    fee =>
                        fee.Kind == made.Kind
                        && fee.AtUtc >= made.FromUtc
                        && (made.MerchantId == null || fee.MerchantId == made.MerchantId),
                    ct
                );
        if (charged)
        {
            throw new Refusal(FeesRefusals.StartsInThePast).On(nameof(FeeRule.FromUtc));
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
            rule.Tiers,
            kind = rule.Kind.ToString(),
            nature = rule.Nature.ToString(),
            channel = rule.Channel?.ToString(),
            rule.FromUtc,
            rule.ToUtc,
            rule.Owner,
        };
}
