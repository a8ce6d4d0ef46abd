using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Portal.Domain.Calendar;
using Portal.Domain.Data;
using Portal.Domain.Identity;
using Portal.Domain.Kernel;
using Portal.Domain.Ledger;

namespace Portal.Domain.Fees;

/// <summary>Fees once a merchant and month, on the month's first business day.</summary>
internal sealed class MonthlyFees(Acts acts, LedgerPoster poster, SettlementZone zone, TimeProvider clock)
{
    private const int SliceRowsMax = 500;

    /// <summary>A month that no clock charged in its time, because the site stood still, is made up for; older ones are let go.</summary>
    internal const int MonthsLookedBack = 12;

    internal async Task<int> RunAll(CancellationToken ct)
    {
        await using var step = await acts.Step(ct);
        var decided = 0;
        while ((await Months(step.Db, ct)).Count > 0)
        {
            decided += await ServiceFeePosting.Post(acts, poster, Months, ct);
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
