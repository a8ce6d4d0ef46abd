using Microsoft.EntityFrameworkCore;
using Portal.Domain.Data;
using Portal.Domain.Kernel;
using Portal.Domain.Ledger;

namespace Portal.Domain.Payments;

/// <summary>Turns rows of one bill into payments and journal entries, all in the caller's transaction.</summary>
internal sealed class PaymentSlices(LedgerPoster poster, SettlementZone zone, TimeProvider clock)
{
    /// <summary>The index that knows a payment that is there already.</summary>
    public const string RowIndex = "IX_Payments_TransactionId_GatewayAccountId";

    private sealed record StoredPayment(long GrossMinor, long ChannelFeeMinor);

    /// <summary>
    /// Nearly always every row is new, so they are put in as if they were, without a look at what is there (<paramref name="look"/>): the
    /// unique index knows better, and then the caller begins the slice again and looks.
    /// </summary>
    public async Task<SliceOutcome> Post(PortalDb db, Bill bill, IReadOnlyList<BillRow> rows, bool look, CancellationToken ct)
    {
        var stored = look ? await Stored(db, rows, ct) : [];
        var accounts = await SliceAccounts.Of(db, bill.Provider, rows.Select(row => row.MerchantNo), clock.UtcNow(), ct);
        var exceptions = new RaisedExceptions(bill, clock.UtcNow());
        var fresh = new List<(BillRow Row, GatewayAccount Account, DateOnly Day)>(rows.Count);
        foreach (var row in rows)
        {
            var account = accounts[row.MerchantNo];
            var day = zone.DayOf(row.OccurredUtc);
            if (!stored.TryGetValue((row.TransactionId, account.Id), out var known))
            {
                fresh.Add((row, account, day));
            }
            else if (known.GrossMinor != row.GrossMinor || known.ChannelFeeMinor != row.FeeMinor)
            {
                exceptions.Add(ExceptionKind.RowDiffers, row, account, row.TransactionId, row.GrossMinor, day);
            }
        }

        var sums = fresh.Select(one => new SliceSum(one.Account.MerchantId, one.Day, one.Row.GrossMinor, one.Row.FeeMinor));
        var entries = await SliceEntries.Post(db, poster, bill, sums, refunds: false, ct);
        var payments = new List<Payment>(fresh.Count);
        foreach (var (row, account, day) in fresh)
        {
            if (account.MerchantId is null)
            {
                exceptions.Add(ExceptionKind.UnknownMerchant, row, account, row.TransactionId, row.GrossMinor, day);
            }

            payments.Add(Payment.Of(bill, row, account, day, entries[(account.MerchantId, day)]));
        }

        await Bulk.Number(db, payments, ct);
        await Bulk.Insert(db, payments, ct);
        await exceptions.Insert(db, ct);
        var suspense = payments.Count(payment => payment.MerchantId == Payment.Nobody);
        return new SliceOutcome(suspense, rows.Count - fresh.Count, 0) { Payments = payments };
    }

    private static Task<Dictionary<(string TransactionId, long GatewayAccountId), StoredPayment>> Stored(
        PortalDb db,
        IReadOnlyList<BillRow> rows,
        CancellationToken ct
    )
    {
        var ids = rows.Select(row => row.TransactionId).ToArray();
        return db
            .Payments.AsNoTracking()
            .Where(row => EF.Parameter(ids).Contains(row.TransactionId))
            .ToDictionaryAsync(
                row => (row.TransactionId, row.GatewayAccountId),
                row => new StoredPayment(row.GrossMinor, row.ChannelFeeMinor),
                ct
            );
    }
}
