using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Portal.Domain.Approvals;
using Portal.Domain.Data;
using Portal.Domain.Kernel;
using Portal.Domain.Ledger;

namespace Portal.Domain.Payments;

/// <summary>
/// The way out of suspense. Money that waited is given to a merchant by an entry of its own day that turns the suspense side of the first one;
/// a day that is closed already takes it up as a late item, and its fee is decided by the next accrual.
/// </summary>
internal sealed class SuspenseResolver(LedgerPoster poster, TimeProvider clock)
{
    public const int SliceMax = 500;

    /// <summary>
    /// After a bill: refunds that waited for one of its payments find it, and rows of a number that somebody claimed while the bill was being
    /// posted become theirs.
    /// </summary>
    internal async Task MatchArrivals(PortalDb db, Bill bill, CancellationToken ct)
    {
        var waiting = await (
            from refund in db.Refunds
            where refund.PaymentId == null
            join payment in db.Payments
                on new { refund.TransactionId, refund.GatewayAccountId } equals new { payment.TransactionId, payment.GatewayAccountId }
            where payment.BillId == bill.Id && (refund.MerchantId == Payment.Nobody || refund.MerchantId == payment.MerchantId)
            orderby refund.Id
            select new { RefundId = refund.Id, PaymentId = payment.Id }
        ).ToListAsync(ct);
        var byIntent = await (
            from refund in db.Refunds
            where refund.PaymentId == null
            join payment in db.Payments
                on new { Ref = refund.TransactionId, refund.GatewayAccountId } equals new
                {
                    Ref = payment.IntentRef,
                    payment.GatewayAccountId,
                }
            where payment.BillId == bill.Id && payment.IntentRef != ""
            where refund.MerchantId == Payment.Nobody || refund.MerchantId == payment.MerchantId
            where
                !db.Payments.Any(other =>
                    other.IntentRef != ""
                    && other.IntentRef == payment.IntentRef
                    && other.GatewayAccountId == payment.GatewayAccountId
                    && other.Id != payment.Id
                )
            orderby refund.Id
            select new { RefundId = refund.Id, PaymentId = payment.Id }
        ).ToListAsync(ct);
        foreach (var pair in waiting.Concat(byIntent))
        {
            await Join(db, pair.RefundId, pair.PaymentId, ct);
        }

        var claimed = await db
            .ExceptionItems.Where(item => item.BillId == bill.Id && item.ResolvedUtc == null && item.Kind == ExceptionKind.UnknownMerchant)
            .Join(db.GatewayAccounts, item => item.GatewayAccountId, account => account.Id, (_, account) => account)
            .Where(account => account.MerchantId != null)
            .Select(account => account.Id)
            .Distinct()
            .ToListAsync(ct);
        foreach (var accountId in claimed.Order())
        {
            while (await Clear(db, accountId, Actor.System("bills"), ct) > 0) { }
        }
    }

    /// <summary>Gives the next rows that wait for the owner of a number to them; returns how many items are settled by it.</summary>
    internal async Task<int> Clear(PortalDb db, long accountId, Actor by, CancellationToken ct)
    {
        var account = await db.GatewayAccounts.AsNoTracking().SingleAsync(row => row.Id == accountId, ct);
        if (account.MerchantId is not { } merchant)
        {
            return 0;
        }

        var items = await db
            .ExceptionItems.Where(item => item.GatewayAccountId == accountId && item.ResolvedUtc == null)
            .Where(item => item.Kind == ExceptionKind.UnknownMerchant)
            .OrderBy(item => item.Id)
            .Take(SliceMax)
            .ToListAsync(ct);
        var references = items.Select(item => item.Reference).ToArray();
        var payments = await db
            .Payments.Where(row => row.GatewayAccountId == accountId && row.MerchantId == Payment.Nobody)
            .Where(row => EF.Parameter(references).Contains(row.TransactionId))
            .Select(row => row.Id)
            .ToListAsync(ct);
        var throughRefunds = await db
            .Refunds.Where(row => row.GatewayAccountId == accountId && row.MerchantId == Payment.Nobody && row.PaymentId != null)
            .Where(row => EF.Parameter(references).Contains(row.RefundId))
            .Select(row => row.PaymentId!.Value)
            .ToListAsync(ct);
        await Give(db, account, merchant, [.. payments.Concat(throughRefunds).Distinct().Order()], [], ct);
        foreach (var item in items)
        {
            if (
                await db.Refunds.AnyAsync(
                    row => row.GatewayAccountId == accountId && row.RefundId == item.Reference && row.PaymentId == null,
                    ct
                )
            )
            {
                // The number is known now, the payment is not.
                item.AwaitPayment();
            }
            else if (item.ResolvedUtc is null)
            {
                item.Resolve(by.Name, ExceptionItem.NumberClaimed, clock.UtcNow());
            }
        }

        await MoneyActRequests.CallOff(db, by, ExceptionAssignApproval.KindName, [.. items.Select(item => item.Id)], ct);
        if (items.Count > 0)
        {
            var number = $"{account.Provider}:{account.MerchantNo}";
            db.Audit(by, "exceptions.cleared", "gateway-account", number, merchant, after: new { items = items.Count });
        }

        await db.SaveChangesAsync(ct);
        return items.Count;
    }

    /// <summary>Gives payments with their refunds, and refunds without a payment, to a merchant. Whoever has them already keeps them.</summary>
    internal async Task Give(
        PortalDb db,
        GatewayAccount account,
        long merchant,
        IReadOnlyCollection<long> paymentIds,
        IReadOnlyCollection<long> refundIds,
        CancellationToken ct
    )
    {
        var payments = (await Locked(db, paymentIds, ct)).Where(row => row.MerchantId == Payment.Nobody).ToList();
        var given = payments.Select(row => row.Id).ToArray();
        var alone = refundIds.ToArray();
        var refunds = await db
            .Refunds.Where(row => row.MerchantId == Payment.Nobody)
            .Where(row =>
                EF.Parameter(alone).Contains(row.Id) || (row.PaymentId != null && EF.Parameter(given).Contains(row.PaymentId.Value))
            )
            .OrderBy(row => row.Id)
            .ToListAsync(ct);
        var (suspense, pending) = (LedgerCode.Suspense(account.Provider), LedgerCode.MerchantPending(merchant));
        var sold = payments.GroupBy(row => (row.BusinessDay, row.Currency)).OrderBy(group => group.Key.BusinessDay).ToList();
        var back = refunds.GroupBy(row => (row.BusinessDay, row.Currency)).OrderBy(group => group.Key.BusinessDay).ToList();
        var ids = await poster.PostMany(
            db,
            [
                .. sold.Select(group =>
                    Out(EntryKind.Payment, group.Key, group.Min(row => row.Id), suspense, pending, group.Sum(row => row.GrossMinor))
                ),
                .. back.Select(group =>
                    Out(EntryKind.Refund, group.Key, group.Min(row => row.Id), pending, suspense, group.Sum(row => row.AmountMinor))
                ),
            ],
            ct
        );
        for (var at = 0; at < sold.Count; at++)
        {
            foreach (var row in sold[at])
            {
                row.GiveTo(merchant, ids[at]);
            }
        }

        for (var at = 0; at < back.Count; at++)
        {
            foreach (var row in back[at])
            {
                row.GiveTo(merchant, ids[sold.Count + at]);
            }
        }

        await ReopenFees(db, payments, refunds, ct);
    }

    /// <summary>A movement in suspense becomes a merchant's: what came in is theirs, what went out they bear.</summary>
    internal async Task Give(PortalDb db, GatewayMovement movement, long merchant, CancellationToken ct)
    {
        var key = string.Create(CultureInfo.InvariantCulture, $"suspense-out:movement:{movement.Id}");
        var amount = new Money(movement.AmountMinor, Currency.Of(movement.Currency));
        var (suspense, pending) = (LedgerCode.Suspense(movement.Provider), LedgerCode.MerchantPending(merchant));
        await poster.Post(db, JournalEntry.Move(key, EntryKind.GatewayGiven, movement.BusinessDay, suspense, pending, amount), ct);
        movement.GivenAway();
    }

    /// <summary>A refund that came before its payment; what is larger than what is left of the payment goes on waiting.</summary>
    private async Task Join(PortalDb db, long refundId, long paymentId, CancellationToken ct)
    {
        var payment = (await Locked(db, [paymentId], ct)).Single();
        var refund = await db.Refunds.SingleAsync(row => row.Id == refundId, ct);
        var before = payment.RefundedMinor;
        if (!payment.TakeRefund(refund.AmountMinor))
        {
            return;
        }

        refund.Found(payment.Id, before);
        var account = await db.GatewayAccounts.AsNoTracking().SingleAsync(row => row.Id == payment.GatewayAccountId, ct);
        var items = await db
            .ExceptionItems.Where(item =>
                item.Reference == refund.RefundId && item.GatewayAccountId == account.Id && item.ResolvedUtc == null
            )
            .ToListAsync(ct);
        if (payment.MerchantId != Payment.Nobody && refund.MerchantId == Payment.Nobody)
        {
            await db.SaveChangesAsync(ct);
            await Give(db, account, payment.MerchantId, [], [refund.Id], ct);
        }

        foreach (var item in items.Where(item => item.Waits))
        {
            if (payment.MerchantId == Payment.Nobody)
            {
                item.AwaitMerchant();
            }
            else
            {
                item.Resolve("bills", ExceptionItem.PaymentArrived, clock.UtcNow());
            }
        }

        var settled = items.Where(item => item.ResolvedUtc is not null).Select(item => item.Id).ToArray();
        await MoneyActRequests.CallOff(db, Actor.System("bills"), ExceptionAssignApproval.KindName, settled, ct);

        await db.SaveChangesAsync(ct);
    }

    private async Task ReopenFees(PortalDb db, List<Payment> payments, List<Refund> refunds, CancellationToken ct)
    {
        foreach (var billId in payments.Select(row => row.BillId).Concat(refunds.Select(row => row.BillId)).Distinct().Order())
        {
            var bill = await BillPosting.Lock(db, billId, ct);
            var first = payments.Where(row => row.BillId == billId).Min(row => (long?)row.Id);
            var back = refunds.Where(row => row.BillId == billId).Min(row => (long?)row.Id);
            if (bill.FeesDone || first <= bill.FeePaymentId || back <= bill.FeeRefundId)
            {
                bill.ReopenFees(first, back);
            }
        }
    }

    private static JournalEntry Out(
        EntryKind kind,
        (DateOnly Day, string Currency) of,
        long firstId,
        LedgerCode debit,
        LedgerCode credit,
        long minor
    )
    {
        var key = string.Create(CultureInfo.InvariantCulture, $"suspense-out:{EntryKinds.Of(kind).Name}:{firstId}");
        return JournalEntry.Move(key, kind, of.Day, debit, credit, new Money(minor, Currency.Of(of.Currency)));
    }

    private static async Task<List<Payment>> Locked(PortalDb db, IReadOnlyCollection<long> ids, CancellationToken ct)
    {
        var wanted = ids.ToArray();
        return await db.Payments.Where(row => EF.Parameter(wanted).Contains(row.Id)).OrderBy(row => row.Id).ForUpdate().ToListAsync(ct);
    }
}
