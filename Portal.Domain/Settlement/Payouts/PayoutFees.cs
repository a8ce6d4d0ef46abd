using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Portal.Domain.Data;
using Portal.Domain.Fees;
using Portal.Domain.Identity;
using Portal.Domain.Kernel;
using Portal.Domain.Ledger;

namespace Portal.Domain.Settlement;

/// <summary>A fee for each statement that is paid out, once.</summary>
internal sealed class PayoutFees(Acts acts, LedgerPoster poster, SettlementZone zone)
{
    private const int SliceRowsMax = 500;
    private const int StatementsLookedAt = 5_000;

    /// <summary>How far behind the last charged statement one may still be uncharged: statements are made in slices, side by side.</summary>
    private const int StatementsLookedBack = 20_000;

    /// <summary>Up to which statement this process has looked, and with which rules: most statements may be nobody's to charge.</summary>
    private volatile Looked? _looked;

    private sealed record Looked(FeeRuleSet Rules, long Through);

    private sealed record PaidStatement(long Id, long MerchantId, string Currency, DateOnly PeriodTo, DateTime ClosedUtc, long PayoutMinor);

    internal async Task<int> RunAll(CancellationToken ct)
    {
        await using var step = await acts.Step(ct);
        var rules = await FeeRuleSet.Load(step.Db, FeeKind.Payout, ct);
        if (rules.IsEmpty)
        {
            return 0;
        }

        var charged = await step.Db.ServiceFees.MaxAsync(row => row.StatementId, ct) ?? 0;
        var seen = _looked is { } looked && looked.Rules.HasRulesOf(rules) ? Math.Max(looked.Through, charged) : charged;
        var (after, decided) = (seen - StatementsLookedBack, 0);
        List<PaidStatement> page;
        do
        {
            // Most have no rule: look before asking for the write transaction.
            page = await Uncharged(step.Db, rules, after, null, ct);
            foreach (var slice in page.Where(row => Price(rules, row) is not null).Chunk(SliceRowsMax))
            {
                decided += await ServiceFeePosting.Post(acts, poster, (own, token) => Payouts(own, slice, token), ct);
            }

            after = page is [.., var last] ? last.Id : after;
        } while (page.Count == StatementsLookedAt);

        _looked = new Looked(rules, Math.Max(seen, after));
        return decided;
    }

    /// <summary>The same again in the transaction that charges them: another server may have done so, or another rule have been published.</summary>
    private async Task<List<DecidedServiceFee>> Payouts(PortalDb db, PaidStatement[] slice, CancellationToken ct)
    {
        var rules = await FeeRuleSet.Load(db, FeeKind.Payout, ct);
        var open = await Uncharged(db, rules, slice[0].Id - 1, [.. slice.Select(row => row.Id)], ct);
        return [.. open.Select(row => Price(rules, row)).OfType<DecidedServiceFee>()];
    }

    private static Task<List<PaidStatement>> Uncharged(PortalDb db, FeeRuleSet rules, long after, long[]? ids, CancellationToken ct)
    {
        var since = rules.Charging.Min(rule => rule.FromUtc);
        // Where to begin is said of both tables: a database that joins them in order would walk the other from its first row.
        var statements = ids is null ? db.Statements : db.Statements.Where(row => ids.Contains(row.Id));
        return statements
            .AsNoTracking()
            .Where(row => row.Id > after && row.PayoutMinor > 0 && row.ClosedUtc >= since)
            .Where(row => !db.ServiceFees.Any(fee => fee.StatementId > after && fee.StatementId == row.Id))
            .OrderBy(row => row.Id)
            .Take(StatementsLookedAt)
            .Select(row => new PaidStatement(row.Id, row.MerchantId, row.Currency, row.PeriodTo, row.ClosedUtc, row.PayoutMinor))
            .ToListAsync(ct);
    }

    private DecidedServiceFee? Price(FeeRuleSet rules, PaidStatement row)
    {
        var of = new FeeCase(row.MerchantId, 0, null, row.Currency);
        if (rules.InForce(of, row.ClosedUtc) is not { } rule)
        {
            return null;
        }

        // On the next statement: the paid one is closed.
        var closed = zone.DayOf(row.ClosedUtc);
        var day = closed > row.PeriodTo ? closed : row.PeriodTo.AddDays(1);
        var key = string.Create(CultureInfo.InvariantCulture, $"payout-fee:{row.Id}");
        return new DecidedServiceFee(FeeKind.Payout, row.MerchantId, row.Currency, day, row.ClosedUtc, key)
        {
            StatementId = row.Id,
            BaseMinor = row.PayoutMinor,
        }.Priced(rule, rules.WaiverInForce(of, row.ClosedUtc), FeeArithmetic.Charge(rule.Terms, row.PayoutMinor));
    }
}
