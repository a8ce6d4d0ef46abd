using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Portal.Domain.Calendar;
using Portal.Domain.Kernel;
using Portal.Domain.Ledger;

namespace Portal.Domain.Settlement;

/// <summary>What a statement's figures are worked out from, besides its items.</summary>
internal sealed record ClosingFacts(
    IReadOnlyDictionary<long, int> Counts,
    IReadOnlyDictionary<(long MerchantId, string Currency), Statement> Last,
    IReadOnlyDictionary<long, TermsHistory> Terms,
    IReadOnlyDictionary<long, PayoutHold> Holds,
    BusinessCalendar Calendar
)
{
    public TermsHistory TermsOf(long merchantId) => Terms.GetValueOrDefault(merchantId, TermsHistory.None);
}

internal sealed record ReserveHeld(DateOnly Day, long AmountMinor, DateOnly ReleaseDay);

/// <summary>A statement that is worked out and not yet stored.</summary>
internal sealed record Closing(Statement Statement, IReadOnlyList<OpenItem> Items, StatementSums Sums, IReadOnlyList<ReserveHeld> Reserve)
{
    private string Key =>
        string.Create(CultureInfo.InvariantCulture, $"{Statement.MerchantId}:{Statement.Currency}:{Statement.PeriodTo:yyyyMMdd}");

    /// <summary>
    /// Reserve out of pending, the rest from pending to available, the payout from available to payable: what stays available is the closing
    /// balance, and what stays in reserve is what the buckets hold.
    /// </summary>
    public IEnumerable<JournalEntry> Entries()
    {
        var (currency, id, day) = (Currency.Of(Statement.Currency), Statement.MerchantId, Statement.PeriodTo);
        var (pending, available) = (LedgerCode.MerchantPending(id), LedgerCode.MerchantAvailable(id));
        if (HoldsReserve)
        {
            var held = new Money(Statement.ReserveHeldMinor, currency);
            yield return JournalEntry.Move(
                $"reserve-hold:{Key}",
                EntryKind.ReserveHold,
                day,
                pending,
                LedgerCode.MerchantReserve(id),
                held
            );
        }

        var lines = new Money(Statement.LinesMinor, currency);
        yield return JournalEntry.Move($"settle:{Key}", EntryKind.Settlement, day, pending, available, lines);
        if (Statement.PayoutMinor > 0)
        {
            var payout = new Money(Statement.PayoutMinor, currency);
            yield return JournalEntry.Move(
                $"payout:{Key}:1",
                EntryKind.PayoutProposed,
                day,
                available,
                LedgerCode.MerchantPayable(id),
                payout
            );
        }
    }

    public bool HoldsReserve => Statement.ReserveHeldMinor > 0;

    /// <summary>The ledger entries the statement takes up: its items, and what it holds back itself (the first of <see cref="Entries"/>).</summary>
    public IEnumerable<(long EntryId, long AccountId, long AmountMinor)> Taken(long firstEntryId)
    {
        foreach (var item in Items)
        {
            yield return (item.EntryId, item.AccountId, item.AmountMinor);
        }

        if (HoldsReserve)
        {
            yield return (firstEntryId, Items[0].AccountId, -Statement.ReserveHeldMinor);
        }
    }

    /// <summary>One text of everything a statement says, hashed: the same books give the same checksum on every server, always.</summary>
    public static string Checksum(
        Statement statement,
        IEnumerable<(DateOnly Day, LineKind Kind, int Items, long AmountMinor)> lines,
        IEnumerable<(long EntryId, long AccountId, long AmountMinor)> taken
    )
    {
        var text = new StringBuilder();
        text.Append(
            CultureInfo.InvariantCulture,
            $"{statement.Number};{statement.MerchantId};{statement.Currency};{statement.PeriodFrom:yyyy-MM-dd};{statement.PeriodTo:yyyy-MM-dd};"
        );
        text.Append(
            CultureInfo.InvariantCulture,
            $"{statement.OpeningMinor};{statement.LinesMinor};{statement.PayoutMinor};{statement.ClosingMinor};{statement.DueDay:yyyy-MM-dd};{statement.Outcome}\n"
        );
        foreach (var (day, kind, items, amount) in lines.OrderBy(line => line.Day).ThenBy(line => line.Kind))
        {
            text.Append(CultureInfo.InvariantCulture, $"{day:yyyy-MM-dd};{kind};{items};{amount}\n");
        }

        foreach (var (entry, account, amount) in taken.OrderBy(row => row.EntryId).ThenBy(row => row.AccountId))
        {
            text.Append(CultureInfo.InvariantCulture, $"{entry};{account};{amount}\n");
        }

        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())));
    }
}

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
