using Portal.Domain.Ledger;

namespace Portal.Domain.Settlement;

/// <summary>
/// Works statements out of open items: pure, so that a dry run, a closing and a verification cannot differ. Each item belongs to the period
/// its day lies in; an item of a closed day is late and goes to the next one, under its own day.
/// </summary>
internal static class ClosingPlan
{
    public static List<Closing> Of(IReadOnlyCollection<OpenItem> items, ClosingFacts facts, DateOnly through, DateTime nowUtc)
    {
        var made = new List<Closing>();
        foreach (var group in items.GroupBy(item => (item.MerchantId, item.Currency)).OrderBy(group => group.Key))
        {
            var terms = facts.TermsOf(group.Key.MerchantId);
            var previous = facts.Last.GetValueOrDefault(group.Key);
            foreach (var (end, taken) in ByPeriod(group, terms, previous?.PeriodTo, through))
            {
                var closing = Close(group.Key.MerchantId, group.Key.Currency, end, taken, previous, facts, nowUtc);
                made.Add(closing);
                previous = closing.Statement;
            }
        }

        return made;
    }

    private static Closing Close(
        long merchantId,
        string currency,
        DateOnly end,
        List<OpenItem> items,
        Statement? previous,
        ClosingFacts facts,
        DateTime nowUtc
    )
    {
        var book = facts.TermsOf(merchantId);
        var terms = book.On(end);
        var sums = new StatementSums();
        foreach (var item in items)
        {
            sums.Add(EntryKinds.LineOf(item.Kind), item.Day, facts.Counts.GetValueOrDefault(item.EntryId, 1), item.AmountMinor);
        }

        var reserve = Reserve(sums, terms);
        foreach (var held in reserve)
        {
            sums.Add(LineKind.ReserveHold, held.Day, 1, -held.AmountMinor);
        }

        var period = new ClosingPeriod(book.PeriodStart(end, previous?.PeriodTo), end, terms.Due(end, facts.Calendar), book.IdOn(end));
        var hold = facts.Holds.GetValueOrDefault(merchantId);
        return new Closing(Statement.Close(merchantId, currency, period, previous, sums, terms, hold, nowUtc), items, sums, reserve);
    }

    /// <summary>A share of each day's gross, each with its own day of release.</summary>
    internal static List<ReserveHeld> Reserve(StatementSums sums, CycleTerms terms) =>
        [
            .. sums
                .ByDay.Where(pair => pair.Key.Kind == LineKind.Payment)
                .Select(pair => new ReserveHeld(pair.Key.Day, terms.ReserveOn(pair.Value.Amount), pair.Key.Day.AddDays(terms.ReserveDays)))
                .Where(held => held.AmountMinor > 0),
        ];

    /// <summary>
    /// Late items go to the first period that has items of its own, or to the last one that is over; when there is none, they stay open for a
    /// later run. A period that is not over stays open whole.
    /// </summary>
    internal static IEnumerable<(DateOnly End, List<OpenItem> Items)> ByPeriod(
        IEnumerable<OpenItem> items,
        TermsHistory terms,
        DateOnly? closedThrough,
        DateOnly through
    )
    {
        var periods = new SortedDictionary<DateOnly, List<OpenItem>>();
        var late = new List<OpenItem>();
        foreach (var item in items)
        {
            if (item.Day <= closedThrough)
            {
                late.Add(item);
                continue;
            }

            var end = terms.PeriodEnd(item.Day);
            if (end > through)
            {
                continue;
            }

            if (periods.TryGetValue(end, out var period))
            {
                period.Add(item);
            }
            else
            {
                periods[end] = [item];
            }
        }

        if (late.Count > 0 && periods.Count > 0)
        {
            periods.First().Value.InsertRange(0, late);
        }
        else if (late.Count > 0 && terms.LastEnd(closedThrough, through) is { } last)
        {
            periods[last] = late;
        }

        return periods.Select(pair => (pair.Key, pair.Value));
    }
}
