using System.Globalization;
using Portal.Domain.Data;
using Portal.Domain.Kernel;
using Portal.Domain.Ledger;

namespace Portal.Domain.Payments;

/// <summary>A row of a slice as the ledger sees it: whose it is (null: nobody's yet), its day, its amount and what the gateway takes.</summary>
internal readonly record struct SliceSum(long? Merchant, DateOnly Day, long AmountMinor, long ChannelFeeMinor);

/// <summary>
/// The journal of a slice: one entry per merchant and day (suspense has none), one per day for what the gateway charges or gives back. Payments
/// and refunds name the entry that carries them, and its amount is their sum (verify proves it).
/// </summary>
internal static class SliceEntries
{
    public static async Task<Dictionary<(long? Merchant, DateOnly Day), long>> Post(
        PortalDb db,
        LedgerPoster poster,
        Bill bill,
        IEnumerable<SliceSum> rows,
        bool refunds,
        CancellationToken ct
    )
    {
        var sums = new SortedDictionary<(DateOnly Day, long Merchant), long>();
        var fees = new SortedDictionary<DateOnly, long>();
        foreach (var row in rows)
        {
            var key = (row.Day, row.Merchant ?? Payment.Nobody);
            sums[key] = checked(sums.GetValueOrDefault(key) + row.AmountMinor);
            fees[row.Day] = checked(fees.GetValueOrDefault(row.Day) + row.ChannelFeeMinor);
        }

        var entries = sums.Select(pair => Owed(bill, pair.Key.Day, pair.Key.Merchant, pair.Value, refunds))
            .Concat(fees.Where(pair => pair.Value != 0).Select(pair => ChannelFee(bill, pair.Key, pair.Value, refunds)));
        var ids = await poster.PostMany(db, [.. entries], ct);
        return sums
            .Keys.Select((key, at) => (key, ids[at]))
            .ToDictionary(
                pair => (pair.key.Merchant == Payment.Nobody ? (long?)null : pair.key.Merchant, pair.key.Day),
                pair => pair.Item2
            );
    }

    private static JournalEntry Owed(Bill bill, DateOnly day, long merchant, long minor, bool refunds)
    {
        var (gateway, amount) = (LedgerCode.Gateway(bill.Provider), new Money(minor, Currency.Of(bill.Currency)));
        var owed = merchant == Payment.Nobody ? LedgerCode.Suspense(bill.Provider) : LedgerCode.MerchantPending(merchant);
        var key = string.Create(CultureInfo.InvariantCulture, $"bill:{bill.Id}:{bill.DoneRows}:{day:yyyyMMdd}:{merchant}");
        return refunds
            ? JournalEntry.Move(key, EntryKind.Refund, day, owed, gateway, amount)
            : JournalEntry.Move(key, EntryKind.Payment, day, gateway, owed, amount);
    }

    private static JournalEntry ChannelFee(Bill bill, DateOnly day, long minor, bool refunds)
    {
        var (gateway, amount) = (LedgerCode.Gateway(bill.Provider), new Money(minor, Currency.Of(bill.Currency)));
        var key = string.Create(CultureInfo.InvariantCulture, $"bill:{bill.Id}:{bill.DoneRows}:{day:yyyyMMdd}:channel-fee");
        return refunds
            ? JournalEntry.Move(key, EntryKind.ChannelFeeReturn, day, gateway, LedgerCode.ChannelFee, amount)
            : JournalEntry.Move(key, EntryKind.ChannelFee, day, LedgerCode.ChannelFee, gateway, amount);
    }
}
