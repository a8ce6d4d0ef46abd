using Microsoft.EntityFrameworkCore;
using Portal.Domain.Data;
using Portal.Domain.Kernel;
using Portal.Domain.Ledger;

namespace Portal.Domain.Payments;

/// <summary>
/// Turns rows of one bill into refunds and journal entries, all in the caller's transaction. A refund is its merchant's only when its payment
/// is; everything else waits in suspense.
/// </summary>
internal sealed class RefundSlices(LedgerPoster poster, SettlementZone zone, TimeProvider clock)
{
    /// <summary>A row that is new, the payment it belongs to, and what had been refunded of that before.</summary>
    private sealed record Fresh(BillRow Row, GatewayAccount Account, DateOnly Day, Payment? Payment, long BeforeMinor)
    {
        public long? Owner => Payment is null || Payment.MerchantId == Payment.Nobody ? null : Payment.MerchantId;
    }

    public async Task<SliceOutcome> Post(PortalDb db, Bill bill, IReadOnlyList<BillRow> rows, CancellationToken ct)
    {
        var accounts = await SliceAccounts.Of(db, bill.Provider, rows.Select(row => row.MerchantNo), clock.UtcNow(), ct);
        var stored = await Stored(db, rows, ct);
        var paid = await PaidFor(db, bill, rows, accounts, ct);
        var exceptions = new RaisedExceptions(bill, clock.UtcNow());
        var fresh = new List<Fresh>(rows.Count);
        var touched = new Dictionary<long, long>();
        var (failed, known) = (0, 0);
        foreach (var row in rows)
        {
            var account = accounts[row.MerchantNo];
            var day = zone.DayOf(row.OccurredUtc);
            if (stored.TryGetValue((row.RefundId, account.Id), out var amount))
            {
                known++;
                if (amount != row.RefundMinor)
                {
                    exceptions.Add(ExceptionKind.RowDiffers, row, account, row.RefundId, row.RefundMinor, day);
                }
            }
            else if (row.RefundState == RefundState.Failed)
            {
                failed++;
                exceptions.Add(ExceptionKind.RefundFailed, row, account, row.RefundId, row.RefundMinor, day);
            }
            else
            {
                fresh.Add(Taken(row, account, day, paid.GetValueOrDefault((row.TransactionId, account.Id)), touched, exceptions));
            }
        }

        await Insert(db, bill, fresh, touched, ct);
        await exceptions.Insert(db, ct);
        return new SliceOutcome(fresh.Count(one => one.Owner is null), known, failed);
    }

    /// <summary>A new refund takes what it gives back from its payment, as long as there is as much left of it.</summary>
    private static Fresh Taken(
        BillRow row,
        GatewayAccount account,
        DateOnly day,
        Payment? payment,
        Dictionary<long, long> touched,
        RaisedExceptions exceptions
    )
    {
        var before = payment is null ? 0 : touched.GetValueOrDefault(payment.Id, payment.RefundedMinor);
        if (payment is not null && before + row.RefundMinor > payment.GrossMinor)
        {
            exceptions.Add(ExceptionKind.RefundAbovePayment, row, account, row.RefundId, row.RefundMinor, day);
            return new Fresh(row, account, day, null, 0);
        }

        if (payment is null || payment.MerchantId == Payment.Nobody)
        {
            var kind = account.MerchantId is null ? ExceptionKind.UnknownMerchant : ExceptionKind.UnknownPayment;
            exceptions.Add(kind, row, account, row.RefundId, row.RefundMinor, day);
        }

        if (payment is not null)
        {
            touched[payment.Id] = before + row.RefundMinor;
        }

        return new Fresh(row, account, day, payment, before);
    }

    private async Task Insert(PortalDb db, Bill bill, List<Fresh> fresh, Dictionary<long, long> touched, CancellationToken ct)
    {
        var sums = fresh.Select(one => new SliceSum(one.Owner, one.Day, one.Row.RefundMinor, -one.Row.FeeMinor));
        var entries = await SliceEntries.Post(db, poster, bill, sums, refunds: true, ct);
        foreach (var (paymentId, refunded) in touched.OrderBy(pair => pair.Key))
        {
            await db
                .Payments.Where(row => row.Id == paymentId)
                .ExecuteUpdateAsync(set => set.SetProperty(row => row.RefundedMinor, refunded), ct);
        }

        var refunds = fresh.ConvertAll(one =>
            Refund.Of(bill, one.Row, one.Account, (one.Owner, one.Payment?.Id, one.BeforeMinor), one.Day, entries[(one.Owner, one.Day)])
        );
        await Bulk.Insert(db, refunds, ct);
    }

    private static async Task<Dictionary<(string, long), long>> Stored(PortalDb db, IReadOnlyList<BillRow> rows, CancellationToken ct)
    {
        var refundIds = rows.Select(row => row.RefundId).ToArray();
        return await db
            .Refunds.AsNoTracking()
            .Where(row => EF.Parameter(refundIds).Contains(row.RefundId))
            .Select(row => new
            {
                row.RefundId,
                row.GatewayAccountId,
                row.AmountMinor,
            })
            .ToDictionaryAsync(row => (row.RefundId, row.GatewayAccountId), row => row.AmountMinor, ct);
    }

    /// <summary>
    /// Payments that refunds belong to, locked: two bills must not both refund what is left. Stripe's refunds name theirs by its intent where
    /// they do not name the transaction; where two payments have one intent nobody knows which is meant.
    /// </summary>
    private static async Task<Dictionary<(string, long), Payment>> PaidFor(
        PortalDb db,
        Bill bill,
        IReadOnlyList<BillRow> rows,
        Dictionary<string, GatewayAccount> accounts,
        CancellationToken ct
    )
    {
        var transactions = rows.Select(row => row.TransactionId).Distinct().ToArray();
        var byTransaction = db.Payments.Where(row => EF.Parameter(transactions).Contains(row.TransactionId));
        var paid = (await Locked(byTransaction, ct)).ToDictionary(row => (row.TransactionId, row.GatewayAccountId));
        if (bill.Format != BillFormats.StripePayout)
        {
            return paid;
        }

        var intents = rows.Where(row => !paid.ContainsKey((row.TransactionId, accounts[row.MerchantNo].Id)))
            .Select(row => row.TransactionId)
            .Distinct()
            .ToArray();
        if (intents.Length > 0)
        {
            var byIntent = db.Payments.Where(row => row.IntentRef != "" && EF.Parameter(intents).Contains(row.IntentRef));
            foreach (var group in (await Locked(byIntent, ct)).GroupBy(row => (row.IntentRef, row.GatewayAccountId)))
            {
                if (group.Count() == 1)
                {
                    paid.TryAdd(group.Key, group.Single());
                }
            }
        }

        return paid;
    }

    private static Task<List<Payment>> Locked(IQueryable<Payment> payments, CancellationToken ct) =>
        payments.AsNoTracking().OrderBy(row => row.Id).ForUpdate().ToListAsync(ct);
}
