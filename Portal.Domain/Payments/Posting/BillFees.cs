using Microsoft.EntityFrameworkCore;
using Portal.Domain.Data;
using Portal.Domain.Fees;
using Portal.Domain.Identity;
using Portal.Domain.Ledger;

namespace Portal.Domain.Payments;

/// <summary>
/// Brings every payment and every refund of the bills to the fees, in slices. The bill keeps a watermark that moves with them; what a fee is,
/// Fees decides. Charges come before returns over all bills, because a refund may come in an earlier bill than the fee it returns. While a
/// rule goes by the month's volume, bills are charged whole and in their order; else posting charges payments as it puts them in
/// (<see cref="BillCharging"/>), and here is done what that has left.
/// </summary>
internal sealed class BillFees(Acts acts, LedgerPoster poster)
{
    public const int SliceRowsMax = 5_000;

    private readonly PaymentFees _fees = new(poster);

    /// <summary>Tests take smaller slices to show that it makes no difference.</summary>
    internal int SliceRows { get; set; } = SliceRowsMax;

    /// <summary>What one run reads once: the rules, as long as none is published, and the volumes of the bill in hand.</summary>
    private sealed class Reading
    {
        public FeeRuleSet? Payments { get; set; }
        public FeeRuleSet? Refunds { get; set; }
        public TierVolumes? Volumes { get; set; }

        /// <summary>A bill is still being posted: later ones wait for it.</summary>
        public bool Waits { get; set; }
    }

    private delegate Task<int> SliceWork(PortalDb db, Bill bill, Reading run, CancellationToken ct);

    /// <summary>Runs until no posted bill has an undecided fee; returns how many rows were looked at.</summary>
    internal async Task<int> RunAll(CancellationToken ct)
    {
        var run = new Reading();
        var decided = 0;
        foreach (var slice in (SliceWork[])[Charges, Returns])
        {
            foreach (var billId in await Waiting(ct))
            {
                int done;
                do
                {
                    done = await Slice(billId, slice, run, ct);
                    decided += done;
                } while (done > 0);

                if (run.Waits)
                {
                    run.Waits = false;
                    break;
                }
            }
        }

        foreach (var billId in await Waiting(ct))
        {
            await FinishIfDone(billId, ct);
        }

        return decided;
    }

    private async Task<List<long>> Waiting(CancellationToken ct)
    {
        await using var step = await acts.Step(ct);
        return await step
            .Db.Bills.Where(bill => !bill.FeesDone && (bill.State == BillState.Posting || bill.State == BillState.Posted))
            .OrderBy(bill => bill.Id)
            .Select(bill => bill.Id)
            .ToListAsync(ct);
    }

    private async Task<int> Slice(long billId, SliceWork slice, Reading run, CancellationToken ct)
    {
        await using var step = await acts.Step(ct);
        await step.Begin();
        var bill = await BillPosting.Lock(step.Db, billId, ct);
        var done = await slice(step.Db, bill, run, ct);
        await step.Commit();
        return done;
    }

    /// <summary>
    /// A bill that was still being posted when its turn to be charged came, and is done by now, has no volumes yet: they are kept here, in the
    /// transaction that ends its fees.
    /// </summary>
    internal async Task FinishIfDone(long billId, CancellationToken ct)
    {
        await using var step = await acts.Step(ct);
        await step.Begin();
        var bill = await BillPosting.Lock(step.Db, billId, ct);
        var open =
            bill.State != BillState.Posted
            || await step.Db.Payments.AnyAsync(row => row.BillId == billId && row.Id > bill.FeePaymentId, ct)
            || await step.Db.Refunds.AnyAsync(row => row.BillId == billId && row.Id > bill.FeeRefundId, ct);
        if (!open)
        {
            await KeepVolumes(step.Db, bill, 0, ct);
            bill.FinishFees();
            await step.Commit();
        }
    }

    private async Task<int> Charges(PortalDb db, Bill bill, Reading run, CancellationToken ct)
    {
        var rules = run.Payments = await FeeRuleSet.Load(db, FeeKind.Payment, ct, run.Payments);
        if (rules.HasTiers && bill.State != BillState.Posted)
        {
            run.Waits = true;
            return 0;
        }

        var payments = await Chargeable(
                db.Payments.Where(row => row.BillId == bill.Id && row.Id > bill.FeePaymentId).OrderBy(row => row.Id).Take(SliceRows)
            )
            .ToListAsync(ct);
        if (payments.Count > 0)
        {
            var volumes = rules.HasTiers ? run.Volumes = await Volumes(db, bill, rules, run.Volumes, ct) : null;
            var charged = await PaymentFees.Charged(db, payments[0].Id, payments[^1].Id, ct);
            var open = payments.FindAll(row => row.MerchantId != Payment.Nobody && !charged.Contains(row.Id));
            await _fees.Charge(db, bill.Id, open, rules, volumes, ct);
            bill.FeesThrough(payments[^1].Id, null);
        }

        await KeepVolumes(db, bill, payments.Count, ct);
        return payments.Count;
    }

    private static IQueryable<ChargeablePayment> Chargeable(IQueryable<Payment> payments) =>
        payments.Select(row => new ChargeablePayment(
            row.Id,
            row.MerchantId,
            row.GatewayAccountId,
            row.Channel,
            row.Currency,
            row.PaidUtc,
            row.BusinessDay,
            row.GrossMinor
        ));

    /// <summary>Read once a bill; <paramref name="known"/> again while it is the same.</summary>
    private static async Task<TierVolumes> Volumes(PortalDb db, Bill bill, FeeRuleSet rules, TierVolumes? known, CancellationToken ct)
    {
        if (known?.BillId == bill.Id)
        {
            return known;
        }

        var payments = db.Payments.Where(row => row.BillId == bill.Id && row.MerchantId != Payment.Nobody);
        if (rules.TieredMerchants is { } merchants)
        {
            payments = payments.Where(row => EF.Parameter(merchants).Contains(row.MerchantId));
        }

        var inOrder = payments.OrderBy(row => row.MerchantId).ThenBy(row => row.Currency).ThenBy(row => row.PaidUtc).ThenBy(row => row.Id);
        return await TierVolumes.Of(db, bill.Id, await Sales(db, bill.Id, ct), Chargeable(inOrder).AsAsyncEnumerable(), ct);
    }

    private async Task KeepVolumes(PortalDb db, Bill bill, int charged, CancellationToken ct)
    {
        if (
            bill.State != BillState.Posted
            || (charged == SliceRows && await db.Payments.AnyAsync(row => row.BillId == bill.Id && row.Id > bill.FeePaymentId, ct))
        )
        {
            return;
        }

        if (charged > 0 || !await TierVolumes.AreKept(db, bill.Id, ct))
        {
            await TierVolumes.Keep(db, bill.Id, await Sales(db, bill.Id, ct), ct);
        }
    }

    private static async Task<List<DaySales>> Sales(PortalDb db, long billId, CancellationToken ct) =>
        [
            .. (
                await db
                    .Payments.Where(row => row.BillId == billId && row.MerchantId != Payment.Nobody)
                    .GroupBy(row => new
                    {
                        row.MerchantId,
                        row.BusinessDay,
                        row.Currency,
                    })
                    .Select(group => new { group.Key, Sum = group.Sum(row => row.GrossMinor) })
                    .ToListAsync(ct)
            ).Select(row => new DaySales(row.Key.MerchantId, row.Key.BusinessDay, row.Key.Currency, row.Sum)),
        ];

    private async Task<int> Returns(PortalDb db, Bill bill, Reading run, CancellationToken ct)
    {
        var rules = run.Payments = await FeeRuleSet.Load(db, FeeKind.Payment, ct, run.Payments);
        var handling = run.Refunds = await FeeRuleSet.Load(db, FeeKind.RefundHandling, ct, run.Refunds);
        var refunds = await RefundsOf(db, bill, ct);
        // A refund whose payment has no fee yet waits, and everything after it in this bill. One without a payment has no fee to give back.
        refunds = [.. refunds.TakeWhile(row => row.MerchantId == Payment.Nobody || row.PaymentId is null || row.Fee is not null)];
        if (refunds.Count == 0)
        {
            return 0;
        }

        var returned = await PaymentFees.Returned(db, refunds[0].Id, refunds[^1].Id, ct);
        var open = refunds.FindAll(row => row.MerchantId != Payment.Nobody && !returned.Contains(row.Id));
        await _fees.Return(db, bill.Id, open, rules, handling, ct);
        bill.FeesThrough(null, refunds[^1].Id);
        return refunds.Count;
    }

    private Task<List<ChargeableRefund>> RefundsOf(PortalDb db, Bill bill, CancellationToken ct) =>
        (
            from refund in db.Refunds
            where refund.BillId == bill.Id && refund.Id > bill.FeeRefundId
            orderby refund.Id
            join fee in db.Fees on refund.PaymentId equals fee.PaymentId into fees
            from fee in fees.DefaultIfEmpty()
            select new ChargeableRefund(
                refund.Id,
                refund.MerchantId,
                refund.GatewayAccountId,
                refund.Channel,
                refund.Currency,
                refund.OccurredUtc,
                refund.BusinessDay,
                refund.AmountMinor,
                refund.RefundedBeforeMinor,
                refund.PaymentId,
                fee == null
                    ? null
                    : new ChargedFee(fee.RuleId, fee.GrossMinor, fee.AmountMinor, fee.VolumeBeforeMinor, fee.WaiverId, fee.WaivedMinor)
            )
        )
            .Take(SliceRows)
            .ToListAsync(ct);
}
