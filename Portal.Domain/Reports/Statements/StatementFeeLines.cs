using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Portal.Domain.Data;
using Portal.Domain.Fees;
using Portal.Domain.Kernel;
using Portal.Domain.Ledger;

namespace Portal.Domain.Reports;

/// <summary>The rows that an entry of a waiver or of a fee without a payment carries.</summary>
internal sealed class StatementFeeLines(PortalDb db)
{
    /// <summary>What is not collected of fees, or, on refunds, taken back of that.</summary>
    public IAsyncEnumerable<FeeLine> Waivers(long entryId, string entryKind) =>
        EntryKinds.Of(entryKind).Kind == EntryKind.ServiceFeeWaiver ? ServiceWaivers(entryId) : PaymentWaivers(entryId);

    public async IAsyncEnumerable<FeeLine> Services(long entryId)
    {
        var rows =
            from fee in db.ServiceFees.AsNoTracking()
            where fee.EntryId == entryId
            orderby fee.Id
            join rule in db.FeeRules on fee.RuleId equals rule.Id
            join refund in db.Refunds on fee.RefundId equals refund.Id into refunds
            from refund in refunds.DefaultIfEmpty()
            select new
            {
                fee,
                rule,
                refund,
            };
        await foreach (var row in rows.AsAsyncEnumerable())
        {
            yield return new FeeLine(
                TypeOf(row.fee.Kind),
                -row.fee.AmountMinor,
                row.refund?.OrderNo,
                row.refund?.TransactionId,
                row.refund?.RefundId,
                row.fee.AtUtc,
                Version(row.rule),
                row.rule.PartsPerMillion,
                row.fee.Number
            );
        }
    }

    private async IAsyncEnumerable<FeeLine> ServiceWaivers(long entryId)
    {
        var rows =
            from fee in db.ServiceFees.AsNoTracking()
            where fee.WaiverEntryId == entryId
            orderby fee.Id
            join rule in db.FeeRules on fee.WaiverId equals rule.Id
            select new { fee, rule };
        await foreach (var row in rows.AsAsyncEnumerable())
        {
            yield return new FeeLine(
                "FEE_WAIVER",
                row.fee.WaivedMinor,
                null,
                null,
                null,
                row.fee.AtUtc,
                Version(row.rule),
                row.rule.PartsPerMillion,
                row.rule.Why
            );
        }
    }

    private async IAsyncEnumerable<FeeLine> PaymentWaivers(long entryId)
    {
        var rows =
            from fee in db.Fees.AsNoTracking()
            where fee.WaiverEntryId == entryId
            orderby fee.Id
            join payment in db.Payments on fee.PaymentId equals payment.Id into payments
            from payment in payments.DefaultIfEmpty()
            join refund in db.Refunds on fee.RefundId equals refund.Id into refunds
            from refund in refunds.DefaultIfEmpty()
            join rule in db.FeeRules on fee.WaiverId equals rule.Id
            select new
            {
                fee.WaivedMinor,
                OrderNo = payment != null ? payment.OrderNo : refund.OrderNo,
                TransactionId = payment != null ? payment.TransactionId : refund.TransactionId,
                RefundId = refund != null ? refund.RefundId : null,
                OccurredUtc = payment != null ? payment.PaidUtc : refund.OccurredUtc,
                rule,
            };
        await foreach (var row in rows.AsAsyncEnumerable())
        {
            var back = row.RefundId is not null;
            yield return new FeeLine(
                back ? "FEE_WAIVER_RETURN" : "FEE_WAIVER",
                back ? -row.WaivedMinor : row.WaivedMinor,
                row.OrderNo,
                row.TransactionId,
                row.RefundId,
                row.OccurredUtc,
                Version(row.rule),
                row.rule.PartsPerMillion,
                row.rule.Why
            );
        }
    }

    private static string TypeOf(FeeKind kind) =>
        kind switch
        {
            FeeKind.RefundHandling => "REFUND_FEE",
            FeeKind.Payout => "PAYOUT_FEE",
            FeeKind.Monthly => "MONTHLY_FEE",
            FeeKind.Payment or FeeKind.Transfer => throw new InvalidOperationException($"{kind} is no service fee."),
        };

    private static string Version(FeeRule rule) =>
        string.Create(CultureInfo.InvariantCulture, $"{Things.FeeRule.Of(rule.Id)} v{rule.Edition}");
}
