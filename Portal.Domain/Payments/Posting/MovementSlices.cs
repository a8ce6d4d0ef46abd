using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Portal.Domain.Data;
using Portal.Domain.Kernel;
using Portal.Domain.Ledger;

namespace Portal.Domain.Payments;

/// <summary>
/// Turns movements of one bill into rows, in the caller's transaction. What a trade bill posts already is only kept; money on its way
/// between gateway and bank is posted, and so is what a gateway without a trade bill charges or moves for reasons of its own.
/// </summary>
internal sealed class MovementSlices(LedgerPoster poster, SettlementZone zone, TimeProvider clock)
{
    internal async Task<SliceOutcome> Post(PortalDb db, Bill bill, IReadOnlyList<MovementRow> rows, CancellationToken ct)
    {
        var known = await Known(db, bill.Provider, rows, ct);
        var fresh = rows.Where(row => !known.ContainsKey((row.MovementId, row.MerchantNo))).ToList();
        var accounts = await SliceAccounts.Of(db, bill.Provider, rows.Select(row => row.MerchantNo), clock.UtcNow(), ct);
        var posted = fresh.Select(row => (Row: row, Posting: PostingOf(bill.Format, row))).ToList();
        var moved = posted.Where(item => item.Posting != MovementPosting.None && item.Row.AmountMinor != 0).ToList();
        var entryIds = await poster.PostMany(db, [.. moved.Select(item => Entry(bill, item.Row, item.Posting))], ct);
        var entryOf = moved.Select((item, at) => (item.Row, Id: entryIds[at])).ToDictionary(pair => pair.Row, pair => pair.Id);
        var movements = posted.ConvertAll(item =>
            GatewayMovement.Of(
                bill,
                item.Row,
                zone.DayOf(item.Row.OccurredUtc),
                item.Posting,
                entryOf.TryGetValue(item.Row, out var id) ? id : null
            )
        );
        await Bulk.Insert(db, movements, ct);
        var exceptions = new RaisedExceptions(bill, clock.UtcNow());
        foreach (var (row, posting) in posted.Where(item => item.Posting == MovementPosting.Suspense && item.Row.AmountMinor != 0))
        {
            var kind = ExceptionKind.UnknownMovement;
            exceptions.Add(kind, row.Line, accounts[row.MerchantNo], row.MovementId, row.AmountMinor, zone.DayOf(row.OccurredUtc));
        }

        foreach (var row in rows.Where(row => known.TryGetValue((row.MovementId, row.MerchantNo), out var was) && was != row.AmountMinor))
        {
            var kind = ExceptionKind.RowDiffers;
            exceptions.Add(kind, row.Line, accounts[row.MerchantNo], row.MovementId, row.AmountMinor, zone.DayOf(row.OccurredUtc));
        }

        await exceptions.Insert(db, ct);
        return new SliceOutcome(posted.Count(item => item.Posting == MovementPosting.Suspense), rows.Count - fresh.Count, 0);
    }

    /// <summary>
    /// The fund bills of WeChat Pay and Alipay repeat what their trade bills posted; only the way to the bank is news. A Stripe report, or a mapped
    /// table, is all there is of its gateway.
    /// </summary>
    internal static MovementPosting PostingOf(string format, MovementRow row) =>
        row.Kind is MovementKind.Withdrawal or MovementKind.TopUp ? MovementPosting.InTransit
        : format is not (BillFormats.StripePayout or BillFormats.Mapped) ? MovementPosting.None
        : row.Kind is MovementKind.Fee or MovementKind.FeeReturn ? MovementPosting.ChannelFee
        : MovementPosting.Suspense;

    private JournalEntry Entry(Bill bill, MovementRow row, MovementPosting posting)
    {
        var other = posting switch
        {
            MovementPosting.InTransit => LedgerCode.InTransitGateway,
            MovementPosting.ChannelFee => LedgerCode.ChannelFee,
            MovementPosting.Suspense => LedgerCode.Suspense(bill.Provider),
            MovementPosting.None or MovementPosting.Merchant => throw new InvalidOperationException("Not posted from a bill."),
        };
        var kind = row.Kind switch
        {
            MovementKind.Withdrawal => EntryKind.GatewayWithdrawal,
            MovementKind.TopUp => EntryKind.GatewayTopup,
            MovementKind.Fee or MovementKind.FeeReturn => EntryKind.ChannelFee,
            MovementKind.Payment or MovementKind.Refund or MovementKind.Transfer or MovementKind.Other => EntryKind.GatewayMovement,
        };
        var key = string.Create(CultureInfo.InvariantCulture, $"movement:{bill.Provider}:{row.MerchantNo}:{row.MovementId}");
        key = key.Length <= JournalEntry.KeyMax ? key : string.Create(CultureInfo.InvariantCulture, $"movement:{bill.Id}:{row.Line}");
        var amount = new Money(row.AmountMinor, Currency.Of(bill.Currency));
        return JournalEntry.Move(key, kind, zone.DayOf(row.OccurredUtc), LedgerCode.Gateway(bill.Provider), other, amount);
    }

    private static async Task<Dictionary<(string, string), long>> Known(
        PortalDb db,
        string provider,
        IReadOnlyList<MovementRow> rows,
        CancellationToken ct
    )
    {
        var ids = rows.Select(row => row.MovementId).ToArray();
        return await db
            .GatewayMovements.AsNoTracking()
            .Where(row => row.Provider == provider && EF.Parameter(ids).Contains(row.MovementId))
            .Select(row => new
            {
                row.MovementId,
                row.MerchantNo,
                row.AmountMinor,
            })
            .ToDictionaryAsync(row => (row.MovementId, row.MerchantNo), row => row.AmountMinor, ct);
    }
}
