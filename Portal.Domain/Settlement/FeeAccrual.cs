using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Portal.Domain.Data;
using Portal.Domain.Fees;
using Portal.Domain.Kernel;
using Portal.Domain.Ledger;
using Portal.Domain.Payments;

namespace Portal.Domain.Settlement;

/// <summary>
/// Decides the fee of every payment and what every refund gives back, bill by bill in slices. The bill keeps a watermark that moves with the
/// fees; the unique indexes on Fees say the last word. Charges come before returns over all bills, because a refund may come in an
/// earlier bill than the fee it returns.
/// </summary>
public sealed class FeeAccrual(IDbContextFactory<PortalDb> dbs, Books books)
{
    public const int SliceRowsMax = 2_000;

    /// <summary>Runs until no posted bill has an undecided fee; returns how many fees were decided.</summary>
    internal async Task<int> RunAll(CancellationToken ct)
    {
        var decided = 0;
        foreach (var slice in (Func<PortalDb, Bill, FeeBook, CancellationToken, Task<int>>[])[Charges, Returns])
        {
            foreach (var billId in await Waiting(ct))
            {
                int done;
                do
                {
                    done = await Slice(billId, slice, ct);
                    decided += done;
                } while (done > 0);
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
        await using var db = await dbs.CreateDbContextAsync(ct);
        return await db
            .Bills.Where(bill => !bill.FeesDone && (bill.State == BillState.Posting || bill.State == BillState.Posted))
            .OrderBy(bill => bill.Id)
            .Select(bill => bill.Id)
            .ToListAsync(ct);
    }

    private async Task<int> Slice(long billId, Func<PortalDb, Bill, FeeBook, CancellationToken, Task<int>> slice, CancellationToken ct)
    {
        await using var db = await dbs.CreateDbContextAsync(ct);
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        var bill = await BillPosting.Lock(db, billId, ct);
        var done = await slice(db, bill, await FeeBook.Load(db, FeeKind.Payment, ct), ct);
        await db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
        return done;
    }

    private async Task FinishIfDone(long billId, CancellationToken ct)
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
            bill.FinishFees();
            await db.SaveChangesAsync(ct);
            await transaction.CommitAsync(ct);
        }
    }

    private async Task<int> Charges(PortalDb db, Bill bill, FeeBook rules, CancellationToken ct)
    {
        var payments = await db
            .Payments.Where(row => row.BillId == bill.Id && row.Id > bill.FeePaymentId)
            .OrderBy(row => row.Id)
            .Take(SliceRowsMax)
            .Select(row => new
            {
                row.Id,
                row.MerchantId,
                row.Channel,
                row.Currency,
                row.PaidUtc,
                row.BusinessDay,
                row.GrossMinor,
            })
            .ToListAsync(ct);
        if (payments.Count == 0)
        {
            return 0;
        }

        var ids = payments.Select(row => (long?)row.Id).ToArray();
        var known = bill.FeeRound == 0 ? [] : await db.Fees.Where(fee => EF.Parameter(ids).Contains(fee.PaymentId)).Select(fee => fee.PaymentId).ToHashSetAsync(ct);
        var rows = new List<Decided>(payments.Count);
        foreach (var row in payments.Where(row => row.MerchantId != Payment.Nobody && !known.Contains(row.Id)))
        {
            var rule = rules.InForce(row.MerchantId, row.Channel, row.Currency, row.PaidUtc);
            var fee = rule is null ? 0 : FeeArithmetic.Charge(rule.Terms, row.GrossMinor);
            rows.Add(new Decided(row.MerchantId, row.BusinessDay, row.Currency, row.Id, null, rule?.Id, row.GrossMinor, 0, 0, fee));
        }

        await Post(db, rows, string.Create(CultureInfo.InvariantCulture, $"fee:{bill.Id}:{bill.FeePaymentId}{RoundOf(bill)}"), returned: false, ct);
        bill.FeesThrough(payments[^1].Id, null);
        return payments.Count;
    }

    private async Task<int> Returns(PortalDb db, Bill bill, FeeBook rules, CancellationToken ct)
    {
        var refunds = await (
            from refund in db.Refunds
            where refund.BillId == bill.Id && refund.Id > bill.FeeRefundId
            orderby refund.Id
            join fee in db.Fees on refund.PaymentId equals fee.PaymentId into fees
            from fee in fees.DefaultIfEmpty()
            select new
            {
                refund.Id,
                refund.MerchantId,
                refund.BusinessDay,
                refund.Currency,
                refund.AmountMinor,
                refund.RefundedBeforeMinor,
                refund.PaymentId,
                Fee = fee == null
                    ? null
                    : new
                    {
                        fee.RuleId,
                        fee.GrossMinor,
                        fee.AmountMinor,
                    },
            }
        )
            .Take(SliceRowsMax)
            .ToListAsync(ct);
        // A refund whose payment has no fee yet waits, and everything after it in this bill. One without a payment has no fee to give back.
        refunds = [.. refunds.TakeWhile(row => row.MerchantId == Payment.Nobody || row.PaymentId is null || row.Fee is not null)];
        if (refunds.Count == 0)
        {
            return 0;
        }

        var ids = refunds.Select(row => (long?)row.Id).ToArray();
        var known = bill.FeeRound == 0 ? [] : await db.Fees.Where(fee => EF.Parameter(ids).Contains(fee.RefundId)).Select(fee => fee.RefundId).ToHashSetAsync(ct);
        var rows = new List<Decided>(refunds.Count);
        foreach (var row in refunds.Where(row => row.MerchantId != Payment.Nobody && !known.Contains(row.Id)))
        {
            if (row.Fee is not { } fee)
            {
                rows.Add(new Decided(row.MerchantId, row.BusinessDay, row.Currency, null, row.Id, null, 0, 0, row.AmountMinor, 0));
                continue;
            }

            var back = fee.RuleId is { } rule
                ? FeeArithmetic.Return(rules.Of(rule).Terms, fee.GrossMinor, fee.AmountMinor, row.RefundedBeforeMinor, row.AmountMinor)
                : 0;
            rows.Add(
                new Decided(
                    row.MerchantId,
                    row.BusinessDay,
                    row.Currency,
                    null,
                    row.Id,
                    fee.RuleId,
                    fee.GrossMinor,
                    row.RefundedBeforeMinor,
                    row.AmountMinor,
                    back
                )
            );
        }

        await Post(db, rows, string.Create(CultureInfo.InvariantCulture, $"fee-return:{bill.Id}:{bill.FeeRefundId}{RoundOf(bill)}"), returned: true, ct);
        bill.FeesThrough(null, refunds[^1].Id);
        return refunds.Count;
    }

    /// <summary>Rows that came out of suspense are decided in a later round, under keys of their own.</summary>
    private static string RoundOf(Bill bill) =>
        bill.FeeRound == 0 ? string.Empty : string.Create(CultureInfo.InvariantCulture, $":r{bill.FeeRound}");

    private sealed record Decided(
        long MerchantId,
        DateOnly Day,
        string Currency,
        long? PaymentId,
        long? RefundId,
        long? RuleId,
        long GrossMinor,
        long BeforeMinor,
        long RefundMinor,
        long AmountMinor
    );

    /// <summary>One entry per merchant, day and currency of the slice; its amount is the sum of the fees that name it.</summary>
    private async Task Post(PortalDb db, List<Decided> rows, string key, bool returned, CancellationToken ct)
    {
        var sums = new SortedDictionary<(DateOnly Day, long Merchant, string Currency), long>();
        foreach (var row in rows.Where(row => row.AmountMinor != 0))
        {
            var target = (row.Day, row.MerchantId, row.Currency);
            sums[target] = sums.GetValueOrDefault(target) + row.AmountMinor;
        }

        var entries = sums.Select(pair =>
            {
                var name = string.Create(
                    CultureInfo.InvariantCulture,
                    $"{key}:{pair.Key.Day:yyyyMMdd}:{pair.Key.Merchant}:{pair.Key.Currency}"
                );
                var merchant = LedgerCode.MerchantPending(pair.Key.Merchant);
                var amount = new Money(pair.Value, Currency.Of(pair.Key.Currency));
                return returned
                    ? JournalEntry.Move(name, "fee-return", pair.Key.Day, LedgerCode.PaymentFeeRevenue, merchant, amount)
                    : JournalEntry.Move(name, "fee", pair.Key.Day, merchant, LedgerCode.PaymentFeeRevenue, amount);
            })
            .ToList();
        var ids = await books.PostMany(db, entries, ct);
        var entryOf = sums.Keys.Select((target, at) => (target, ids[at])).ToDictionary(pair => pair.target, pair => pair.Item2);
        var feeIds = rows.Count == 0 ? [] : await Bulk.ReserveIds(db, "Fees", rows.Count, ct);
        await Bulk.Insert(
            db,
            "Fees",
            Fee.Columns,
            [
                .. rows.Select(
                    (row, at) =>
                        new object?[]
                        {
                            feeIds[at],
                            row.MerchantId,
                            row.PaymentId,
                            row.RefundId,
                            row.RuleId,
                            row.GrossMinor,
                            row.BeforeMinor,
                            row.RefundMinor,
                            row.AmountMinor,
                            row.Currency,
                            row.Day,
                            row.AmountMinor == 0 ? null : entryOf[(row.Day, row.MerchantId, row.Currency)],
                        }
                ),
            ],
            ct
        );
    }
}
