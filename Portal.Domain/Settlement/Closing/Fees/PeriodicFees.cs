using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Portal.Domain.Calendar;
using Portal.Domain.Data;
using Portal.Domain.Fees;
using Portal.Domain.Identity;
using Portal.Domain.Kernel;
using Portal.Domain.Ledger;

namespace Portal.Domain.Settlement;

/// <summary>
/// Fees that no payment brings: once for each statement that is paid out, and once a merchant and month on the month's first business day.
/// The unique indexes of ServiceFees make it once; two servers at the same time wait for each other.
/// </summary>
public sealed class PeriodicFees(IDbContextFactory<PortalDb> dbs, LedgerPoster poster, SettlementZone zone, TimeProvider clock)
{
    private const int SliceRowsMax = 500;
    private const int StatementsLookedAt = 5_000;

    /// <summary>How far behind the last charged statement one may still be uncharged: statements are made in slices, side by side.</summary>
    private const int StatementsLookedBack = 20_000;

    /// <summary>A month that no clock charged in its time, because the site stood still, is made up for; older ones are let go.</summary>
    internal const int MonthsLookedBack = 12;

    /// <summary>Up to which statement this process has looked, and with which rules: most statements may be nobody's to charge.</summary>
    private volatile Looked? _looked;

    private sealed record Looked(FeeRuleSet Rules, long Through);

    private sealed record PaidStatement(long Id, long MerchantId, string Currency, DateOnly PeriodTo, DateTime ClosedUtc, long PayoutMinor);

    internal async Task<int> RunAll(CancellationToken ct) => await Payouts(ct) + await Months(ct);

    private async Task<int> Payouts(CancellationToken ct)
    {
        await using var db = await dbs.CreateDbContextAsync(ct);
        var rules = await FeeRuleSet.Load(db, FeeKind.Payout, ct);
        if (rules.IsEmpty)
        {
            return 0;
        }

        var charged = await db.ServiceFees.MaxAsync(row => row.StatementId, ct) ?? 0;
        var seen = _looked is { } looked && looked.Rules.HasRulesOf(rules) ? Math.Max(looked.Through, charged) : charged;
        var (after, decided) = (seen - StatementsLookedBack, 0);
        List<PaidStatement> page;
        do
        {
            // Most have no rule: look before asking for the write transaction.
            page = await Uncharged(db, rules, after, null, ct);
            foreach (var slice in page.Where(row => Price(rules, row) is not null).Chunk(SliceRowsMax))
            {
                decided += await Post((own, token) => Payouts(own, slice, token), ct);
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

    private async Task<int> Post(Func<PortalDb, CancellationToken, Task<List<DecidedServiceFee>>> decide, CancellationToken ct)
    {
        await using var db = await dbs.CreateDbContextAsync(ct);
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        await db.Acquire("standing-fees", ct);
        var fees = await decide(db, ct);
        await DecidedServiceFee.Post(db, poster, fees, ct);
        await transaction.CommitAsync(ct);
        return fees.Count;
    }

    private async Task<int> Months(CancellationToken ct)
    {
        await using var db = await dbs.CreateDbContextAsync(ct);
        var decided = 0;
        while ((await Months(db, ct)).Count > 0)
        {
            decided += await Post(Months, ct);
        }

        return decided;
    }

    private async Task<List<DecidedServiceFee>> Months(PortalDb db, CancellationToken ct)
    {
        var rules = await FeeRuleSet.Load(db, FeeKind.Monthly, ct);
        if (rules.IsEmpty)
        {
            return [];
        }

        var since = rules.Charging.Min(rule => rule.FromUtc);
        var fees = new List<DecidedServiceFee>();
        foreach (var (month, day) in (await Due(db, ct)).Where(due => zone.StartOf(due.Day) >= since))
        {
            await Month(db, rules, month, day, fees, ct);
        }

        return fees;
    }

    /// <summary>Whoever was registered on the month's first business day and has no fee of it, by the rule in force then.</summary>
    private async Task Month(
        PortalDb db,
        FeeRuleSet rules,
        DateOnly month,
        DateOnly day,
        List<DecidedServiceFee> fees,
        CancellationToken ct
    )
    {
        var at = zone.StartOf(day);
        foreach (var currency in rules.Charging.Select(rule => rule.Currency).Distinct().Order(StringComparer.Ordinal))
        {
            var merchants = await db
                .Merchants.Where(row => row.State == MerchantState.Open && row.RegisteredUtc <= at)
                .Where(row => !db.ServiceFees.Any(fee => fee.Month == month && fee.MerchantId == row.Id && fee.Currency == currency))
                .OrderBy(row => row.Id)
                .Select(row => row.Id)
                .ToListAsync(ct);
            foreach (var merchant in merchants)
            {
                var of = new FeeCase(merchant, 0, null, currency);
                if (fees.Count < SliceRowsMax && rules.InForce(of, at) is { } rule)
                {
                    var key = string.Create(CultureInfo.InvariantCulture, $"monthly-fee:{merchant}:{month:yyyyMM}:{currency}");
                    fees.Add(
                        new DecidedServiceFee(FeeKind.Monthly, merchant, currency, day, at, key) { Month = month }.Priced(
                            rule,
                            rules.WaiverInForce(of, at),
                            rule.FixedMinor
                        )
                    );
                }
            }
        }
    }

    /// <summary>The months whose first business day has come, the oldest first.</summary>
    private async Task<List<(DateOnly Month, DateOnly Day)>> Due(PortalDb db, CancellationToken ct)
    {
        var calendar = await db.Calendar(ct);
        var today = zone.Today(clock);
        var current = new DateOnly(today.Year, today.Month, 1);
        return
        [
            .. Enumerable
                .Range(0, MonthsLookedBack + 1)
                .Select(back => current.AddMonths(back - MonthsLookedBack))
                .Select(month => (Month: month, Day: calendar.AddBusinessDays(month.AddDays(-1), 1)))
                .Where(due => due.Day <= today),
        ];
    }
}
