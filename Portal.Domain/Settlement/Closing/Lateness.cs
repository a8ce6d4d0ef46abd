using Microsoft.EntityFrameworkCore;
using Portal.Domain.Data;
using Portal.Domain.Kernel;

namespace Portal.Domain.Settlement;

/// <summary>What should be closed by now and is not: from which day on, and how many business days are open that should not be.</summary>
/// <param name="Due">The last day that has to be closed by now.</param>
/// <param name="Late">The last day of the oldest period that is late.</param>
/// <param name="Days">The open business days of periods that are late.</param>
internal sealed record LateSettlement(DateOnly Due, DateOnly? Late, int Days)
{
    public static LateSettlement None(DateOnly due) => new(due, null, 0);
}

/// <summary>
/// What is asked when somebody asks whether settlement is late: what was posted until the hour that struck last, under the terms there are. As
/// long as it is the same question, nothing can become late that was not: what is posted later has until the next hour.
/// </summary>
internal sealed record LateQuestion(DateOnly Due, DateTime DeadlineUtc, int Terms, long NewestTerms);

/// <summary>
/// Whether settlement is late: the one answer for finance's first page, the alarm and the demo. Late is a period whose last day is over by the
/// terms agreed for it, not the oldest open entry: who is settled by the week is not late on Tuesday. And what came into the books after the
/// hour by which days are closed has until the next day's hour.
/// </summary>
internal static class Lateness
{
    public static async Task<LateQuestion> Question(PortalDb db, SettlementZone zone, DateTime nowUtc, CancellationToken ct)
    {
        var hour = new TimeOnly(await db.Policy(OperationsPolicies.DayCloseHour, ct), 0);
        var today = zone.DayOf(nowUtc);
        var struck = zone.InstantOf(today, hour) <= nowUtc ? today : today.AddDays(-1);
        var agreed = db.SettlementTerms.Where(row => row.State == TermsState.Agreed);
        return new LateQuestion(
            struck.AddDays(-1),
            zone.InstantOf(struck, hour),
            await agreed.CountAsync(ct),
            await agreed.MaxAsync(row => (long?)row.Id, ct) ?? 0
        );
    }

    public static async Task<LateSettlement> Of(PortalDb db, SettlementZone zone, DateTime nowUtc, CancellationToken ct)
    {
        var (due, deadline, _, _) = await Question(db, zone, nowUtc, ct);
        var terms = await ClosingReader.Terms(db, null, ct);
        TermsHistory Book(long merchant) => terms.GetValueOrDefault(merchant, TermsHistory.None);

        var over = (await OpenItems.Days(db, due, ct)).Where(row =>
            row.SinceUtc < deadline && Book(row.MerchantId).PeriodEnd(row.Day) <= due
        );
        var candidates = over.ToList();
        if (candidates.Count == 0)
        {
            return LateSettlement.None(due);
        }

        // What belongs to a closed day goes to the next period and is late only when that is over.
        var closed = (await ClosingReader.ClosedThrough(db, [.. candidates.Select(row => row.MerchantId).Distinct()], ct))
            .GroupBy(pair => pair.Key.MerchantId)
            .ToDictionary(group => group.Key, group => group.Max(pair => pair.Value));
        var late = candidates
            .Select(row =>
            {
                var day = closed.TryGetValue(row.MerchantId, out var through) && through >= row.Day ? through.AddDays(1) : row.Day;
                return (row.Day, End: Book(row.MerchantId).PeriodEnd(day));
            })
            .Where(row => row.End <= due)
            .ToList();
        return late.Count == 0
            ? LateSettlement.None(due)
            : new LateSettlement(due, late.Min(row => row.End), late.Select(row => row.Day).Distinct().Count());
    }
}
