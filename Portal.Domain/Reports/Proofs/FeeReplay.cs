using Microsoft.EntityFrameworkCore;
using Portal.Domain.Data;
using Portal.Domain.Fees;
using Portal.Domain.Kernel;
using Portal.Domain.Payments;

namespace Portal.Domain.Reports;

/// <summary>Works stored fees out again from what is stored with them, and compares.</summary>
internal static class FeeReplay
{
    public static async Task<FeeView> Payment(PortalDb db, Payment payment, Fee fee, CancellationToken ct)
    {
        var currency = Currency.Of(fee.Currency);
        var rule = await Rule(db, fee.RuleId, ct);
        var waiver = await Rule(db, fee.WaiverId, ct);
        var stored = new Money(fee.AmountMinor, currency);
        if (rule is null)
        {
            return new FeeView(
                FeeKind.Payment,
                payment.OrderNo,
                payment.PaidUtc,
                payment.Channel,
                stored,
                null,
                null,
                null,
                [],
                stored.IsZero
            );
        }

        var why = FeeWhy.Of(rule.Terms, fee.GrossMinor, fee.VolumeBeforeMinor ?? 0);
        var waived = waiver is null ? 0 : FeeArithmetic.Waived(waiver.Terms, why.FeeMinor);
        var (returns, returned) = await Returns(db, payment.Id, why, waived, currency, ct);
        return new FeeView(
            FeeKind.Payment,
            payment.OrderNo,
            payment.PaidUtc,
            payment.Channel,
            stored,
            FeeRuleRef.Of(rule),
            why,
            waiver is null ? null : new WaiverView(FeeRuleRef.Of(waiver), new Money(waived, currency)),
            returns,
            returned && rule.Covers(payment.PaidUtc) && why.FeeMinor == fee.AmountMinor && waived == fee.WaivedMinor
        );
    }

    public static async Task<FeeView> Service(PortalDb db, ServiceFee fee, CancellationToken ct)
    {
        var currency = Currency.Of(fee.Currency);
        var rule = (await Rule(db, fee.RuleId, ct))!;
        var waiver = await Rule(db, fee.WaiverId, ct);
        var why = fee.Kind == FeeKind.Monthly ? FeeWhy.OfFixed(rule.Terms) : FeeWhy.Of(rule.Terms, fee.BaseMinor, 0);
        var waived = waiver is null ? 0 : FeeArithmetic.Waived(waiver.Terms, why.FeeMinor);
        return new FeeView(
            fee.Kind,
            fee.Number,
            fee.AtUtc,
            null,
            new Money(fee.AmountMinor, currency),
            FeeRuleRef.Of(rule),
            why,
            waiver is null ? null : new WaiverView(FeeRuleRef.Of(waiver), new Money(waived, currency)),
            [],
            rule.Covers(fee.AtUtc) && why.FeeMinor == fee.AmountMinor && waived == fee.WaivedMinor
        );
    }

    private static async Task<(List<FeeReturnView> Steps, bool Equal)> Returns(
        PortalDb db,
        long paymentId,
        FeeWhy why,
        long waived,
        Currency currency,
        CancellationToken ct
    )
    {
        var rows = await (
            from refund in db.Refunds.AsNoTracking()
            join fee in db.Fees on refund.Id equals fee.RefundId
            where refund.PaymentId == paymentId
            orderby fee.RefundedBeforeMinor, refund.Id
            select new
            {
                refund.RefundNo,
                refund.OccurredUtc,
                fee.RefundedBeforeMinor,
                fee.RefundMinor,
                fee.AmountMinor,
                fee.WaivedMinor,
            }
        ).ToListAsync(ct);
        var steps = new List<FeeReturnView>(rows.Count);
        var equal = true;
        foreach (var row in rows)
        {
            var before = FeeArithmetic.Return(why.Terms, why.AmountMinor, why.FeeMinor, 0, row.RefundedBeforeMinor, why.VolumeBeforeMinor);
            var back = FeeArithmetic.Return(
                why.Terms,
                why.AmountMinor,
                why.FeeMinor,
                row.RefundedBeforeMinor,
                row.RefundMinor,
                why.VolumeBeforeMinor
            );
            var waivedBack = FeeArithmetic.WaivedBack(why.FeeMinor, waived, before, back);
            equal &= back == row.AmountMinor && waivedBack == row.WaivedMinor;
            steps.Add(
                new FeeReturnView(
                    row.RefundNo,
                    row.OccurredUtc,
                    new Money(row.RefundMinor, currency),
                    new Money(why.FeeMinor - before, currency),
                    new Money(back, currency),
                    new Money(waivedBack, currency)
                )
            );
        }

        return (steps, equal);
    }

    private static async Task<FeeRule?> Rule(PortalDb db, long? id, CancellationToken ct) =>
        id is null ? null : await db.FeeRules.AsNoTracking().SingleAsync(row => row.Id == id, ct);
}
