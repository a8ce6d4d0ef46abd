using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Portal.Domain.Kernel;
using Portal.Domain.Ledger;

namespace Portal.Domain.Settlement;

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
