using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Portal.Domain.Data;
using Portal.Domain.Fees;
using Portal.Domain.Ledger;
using Portal.Domain.Payments;

namespace Portal.Domain.Settlement;

/// <summary>
/// Decides the fee of every payment and what every refund gives back, bill by bill in slices. The bill keeps a watermark that moves with the
/// fees; the unique indexes on Fees say the last word. Charges come before returns over all bills, because a refund may come in an
/// earlier bill than the fee it returns. While a rule goes by the month's volume, bills are charged whole and in their order; else posting
/// charges payments as it puts them in (<see cref="IChargeSlices"/>), and here is done what that has left.
/// </summary>
public sealed class FeeAccrual(IDbContextFactory<PortalDb> dbs, LedgerPoster poster, PeriodicFees standing) : IChargeSlices
{
    public const int SliceRowsMax = 5_000;

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

    /// <summary>Runs until no posted bill has an undecided fee; returns how many fees were decided.</summary>
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

        return decided + await standing.RunAll(ct);
    }

    private async Task<List<long>> Waiting(CancellationToken ct)
    {
        await using var db = await dbs.CreateDbContextAsync(ct);
        return await db
            .Bills.Where(bill => !bill.FeesDone && (bill.State == BillState.Posting || bill.State == BillState.Posted))
            .OrderBy(bill => bill.Id)
            .Select(bill => bill.Id)
            .ToListAsync(ct);
    }

    private async Task<int> Slice(long billId, SliceWork slice, Reading run, CancellationToken ct)
    {
        await using var db = await dbs.CreateDbContextAsync(ct);
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        var bill = await BillPosting.Lock(db, billId, ct);
        var done = await slice(db, bill, run, ct);
        await db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
        return done;
    }

    /// <summary>
    /// A bill that was still being posted when its turn to be charged came, and is done by now, has no volumes yet: they are kept here, in the
    /// transaction that ends its fees.
    /// </summary>
    internal async Task FinishIfDone(long billId, CancellationToken ct)
    {
        await using var db = await dbs.CreateDbContextAsync(ct);
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        var bill = await BillPosting.Lock(db, billId, ct);
        var open =
            bill.State != BillState.Posted
            || await db.Payments.AnyAsync(row => row.BillId == billId && row.Id > bill.FeePaymentId, ct)
            || await db.Refunds.AnyAsync(row => row.BillId == billId && row.Id > bill.FeeRefundId, ct);
        if (!open)
        {
            await KeepVolumes(db, bill, 0, ct);
            bill.FinishFees();
            await db.SaveChangesAsync(ct);
            await transaction.CommitAsync(ct);
        }
    }

    ISliceCharges IChargeSlices.Open() => new SliceCharges(poster);

    /// <summary>Charges at posting. A bill with an older payment without its fee is the job's: the watermark may not pass that one.</summary>
    private sealed class SliceCharges(LedgerPoster poster) : ISliceCharges
    {
        private FeeRuleSet? _rules;

        public async Task Charge(PortalDb db, Bill bill, IReadOnlyList<PostedPayment> payments, CancellationToken ct)
        {
            if (payments.Count == 0)
            {
                return;
            }

            _rules = await FeeRuleSet.Load(db, FeeKind.Payment, ct, _rules);
            var first = payments[0].Id;
            if (
                _rules.HasTiers
                || await db.Payments.AnyAsync(row => row.BillId == bill.Id && row.Id > bill.FeePaymentId && row.Id < first, ct)
            )
            {
                return;
            }

            var decided = new DecidedFees(bill.Id, returned: false, payments.Count);
            foreach (var row in payments)
            {
                if (row.MerchantId != Payment.Nobody)
                {
                    decided.Add(FeeAccrual.Charge(row, _rules, null));
                }
            }

            await decided.Post(db, poster, ct);
            bill.FeesThrough(payments[^1].Id, null);
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

        var payments = await db
            .Payments.Where(row => row.BillId == bill.Id && row.Id > bill.FeePaymentId)
            .OrderBy(row => row.Id)
            .Take(SliceRows)
            .Select(row => new PostedPayment(
                row.Id,
                row.MerchantId,
                row.GatewayAccountId,
                row.Channel,
                row.Currency,
                row.PaidUtc,
                row.BusinessDay,
                row.GrossMinor
            ))
            .ToListAsync(ct);
        if (payments.Count > 0)
        {
            var volumes = rules.HasTiers ? run.Volumes = await TierVolumes.Of(db, bill, rules, run.Volumes, ct) : null;
            var (first, last) = (payments[0].Id, payments[^1].Id);
            var known = await Known(db.Fees.Where(fee => fee.PaymentId >= first && fee.PaymentId <= last), ct);
            var decided = new DecidedFees(bill.Id, returned: false, payments.Count);
            foreach (var row in payments)
            {
                if (row.MerchantId != Payment.Nobody && !known.Contains(row.Id))
                {
                    decided.Add(Charge(row, rules, volumes));
                }
            }

            await decided.Post(db, poster, ct);
            bill.FeesThrough(payments[^1].Id, null);
        }

        await KeepVolumes(db, bill, payments.Count, ct);
        return payments.Count;
    }

    /// <summary>Fees of a slice that are decided: a bill may be looked through again when rows of it come out of suspense.</summary>
    private static async Task<HashSet<long>> Known(IQueryable<Fee> fees, CancellationToken ct) =>
        [.. await fees.Select(fee => fee.PaymentId ?? fee.RefundId ?? 0).ToListAsync(ct)];

    private async Task KeepVolumes(PortalDb db, Bill bill, int charged, CancellationToken ct)
    {
        if (
            bill.State != BillState.Posted
            || (charged == SliceRows && await db.Payments.AnyAsync(row => row.BillId == bill.Id && row.Id > bill.FeePaymentId, ct))
        )
        {
            return;
        }

        if (charged > 0 || !await db.FeeVolumes.AnyAsync(row => row.BillId == bill.Id, ct))
        {
            await TierVolumes.Keep(db, bill.Id, ct);
        }
    }

    private static DecidedFee Charge(in PostedPayment row, FeeRuleSet rules, TierVolumes? volumes)
    {
        var of = new FeeCase(row.MerchantId, row.GatewayAccountId, row.Channel, row.Currency);
        var rule = rules.InForce(of, row.PaidUtc);
        long? before = rule?.Tiers is null ? null : volumes?.Before(row.Id) ?? 0;
        var fee = rule is null ? 0 : FeeArithmetic.Charge(rule.Terms, row.GrossMinor, before ?? 0);
        var waiver = fee == 0 ? null : rules.WaiverInForce(of, row.PaidUtc);
        return new DecidedFee(
            row.MerchantId,
            row.BusinessDay,
            row.Currency,
            row.Id,
            rule?.Id,
            row.GrossMinor,
            0,
            0,
            fee,
            before,
            waiver?.Id,
            waiver is null ? 0 : FeeArithmetic.Waived(waiver.Terms, fee)
        );
    }

    private sealed record Returned(
        long Id,
        long MerchantId,
        long GatewayAccountId,
        Kernel.Channel Channel,
        string Currency,
        DateTime OccurredUtc,
        DateOnly BusinessDay,
        long AmountMinor,
        long RefundedBeforeMinor,
        long? PaymentId,
        ReturnedFee? Fee
    );

    private sealed record ReturnedFee(
        long? RuleId,
        long GrossMinor,
        long AmountMinor,
        long? VolumeBeforeMinor,
        long? WaiverId,
        long WaivedMinor
    );

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

        var (first, last) = (refunds[0].Id, refunds[^1].Id);
        var known = await Known(db.Fees.Where(fee => fee.RefundId >= first && fee.RefundId <= last), ct);
        var decided = new DecidedFees(bill.Id, returned: true, refunds.Count);
        var handled = new List<DecidedServiceFee>();
        foreach (var row in refunds)
        {
            if (row.MerchantId != Payment.Nobody && !known.Contains(row.Id))
            {
                decided.Add(GiveBack(row, rules));
                if (!handling.IsEmpty && Handle(row, handling, decided.Key) is { } fee)
                {
                    handled.Add(fee);
                }
            }
        }

        await decided.Post(db, poster, ct);
        await DecidedServiceFee.Post(db, poster, handled, ct);
        bill.FeesThrough(null, refunds[^1].Id);
        return refunds.Count;
    }

    private Task<List<Returned>> RefundsOf(PortalDb db, Bill bill, CancellationToken ct) =>
        (
            from refund in db.Refunds
            where refund.BillId == bill.Id && refund.Id > bill.FeeRefundId
            orderby refund.Id
            join fee in db.Fees on refund.PaymentId equals fee.PaymentId into fees
            from fee in fees.DefaultIfEmpty()
            select new Returned(
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
                    : new ReturnedFee(fee.RuleId, fee.GrossMinor, fee.AmountMinor, fee.VolumeBeforeMinor, fee.WaiverId, fee.WaivedMinor)
            )
        )
            .Take(SliceRows)
            .ToListAsync(ct);

    private static DecidedFee GiveBack(Returned row, FeeRuleSet rules)
    {
        var fee = row.Fee ?? new ReturnedFee(null, 0, 0, null, null, 0);
        var (back, waivedBack) = (0L, 0L);
        if (fee.RuleId is { } rule && fee.AmountMinor > 0)
        {
            var terms = rules.Of(rule).Terms;
            var volume = fee.VolumeBeforeMinor ?? 0;
            back = FeeArithmetic.Return(terms, fee.GrossMinor, fee.AmountMinor, row.RefundedBeforeMinor, row.AmountMinor, volume);
            if (fee.WaivedMinor > 0)
            {
                var before = FeeArithmetic.Return(terms, fee.GrossMinor, fee.AmountMinor, 0, row.RefundedBeforeMinor, volume);
                waivedBack = FeeArithmetic.WaivedBack(fee.AmountMinor, fee.WaivedMinor, before, back);
            }
        }

        return new DecidedFee(
            row.MerchantId,
            row.BusinessDay,
            row.Currency,
            row.Id,
            fee.RuleId,
            fee.GrossMinor,
            row.RefundedBeforeMinor,
            row.AmountMinor,
            back,
            fee.VolumeBeforeMinor,
            fee.WaiverId,
            waivedBack
        );
    }

    private static DecidedServiceFee? Handle(Returned row, FeeRuleSet handling, string key)
    {
        var of = new FeeCase(row.MerchantId, row.GatewayAccountId, row.Channel, row.Currency);
        if (handling.InForce(of, row.OccurredUtc) is not { } rule)
        {
            return null;
        }

        var fee = FeeArithmetic.Charge(rule.Terms, row.AmountMinor);
        var entry = string.Create(
            CultureInfo.InvariantCulture,
            $"refund-fee:{key}:{row.BusinessDay:yyyyMMdd}:{row.MerchantId}:{row.Currency}"
        );
        return new DecidedServiceFee(FeeKind.RefundHandling, row.MerchantId, row.Currency, row.BusinessDay, row.OccurredUtc, entry)
        {
            RefundId = row.Id,
            BaseMinor = row.AmountMinor,
        }.Priced(rule, handling.WaiverInForce(of, row.OccurredUtc), fee);
    }
}
