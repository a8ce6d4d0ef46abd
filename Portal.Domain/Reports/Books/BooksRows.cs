using Microsoft.EntityFrameworkCore;
using Portal.Domain.Audit;
using Portal.Domain.Data;
using Portal.Domain.Kernel;

namespace Portal.Domain.Reports;

/// <summary>Payments and fees as rows of a file, streamed in the order of business day and id. Amounts are in major units of their currency.</summary>
internal sealed class BooksRows(PortalDb db, BooksPeriod period, SettlementZone zone, FileWriter file, CsvRows csv)
{
    public async Task Payments(CancellationToken ct)
    {
        var payments = db.Payments.AsNoTracking();
        payments = period.From is { } from ? payments.Where(row => row.BusinessDay >= from) : payments;
        payments = period.To is { } to ? payments.Where(row => row.BusinessDay <= to) : payments;
        var rows =
            from payment in payments
            join account in db.GatewayAccounts on payment.GatewayAccountId equals account.Id
            join merchant in db.Merchants on payment.MerchantId equals merchant.Id into owners
            from owner in owners.DefaultIfEmpty()
            orderby payment.BusinessDay, payment.Id
            select new
            {
                Payment = payment,
                account.Provider,
                account.MerchantNo,
                Slug = owner == null ? null : owner.Slug,
            };
        await Line(
            ct,
            $"Business day ({zone.Zone.Id})",
            $"Paid ({zone.Zone.Id})",
            "Paid (UTC)",
            "Merchant",
            "Gateway",
            "Gateway merchant number",
            "Transaction",
            "Order",
            "Channel",
            "Currency",
            "Gross",
            "Refunded",
            "Gateway fee",
            "State",
            "Bill",
            "Line",
            "Entry"
        );
        await foreach (var row in rows.AsAsyncEnumerable().WithCancellation(ct))
        {
            var payment = row.Payment;
            var currency = Currency.Of(payment.Currency);
            file.Row();
            await Line(
                ct,
                payment.BusinessDay,
                TimeZoneInfo.ConvertTimeFromUtc(payment.PaidUtc, zone.Zone),
                payment.PaidUtc,
                row.Slug,
                row.Provider,
                row.MerchantNo,
                payment.TransactionId,
                payment.OrderNo,
                payment.Channel.ToString(),
                payment.Currency,
                new Money(payment.GrossMinor, currency),
                new Money(payment.RefundedMinor, currency),
                new Money(payment.ChannelFeeMinor, currency),
                payment.State.ToString(),
                payment.BillId,
                payment.Line,
                payment.EntryId
            );
        }
    }

    public async Task Fees(CancellationToken ct)
    {
        var fees = db.Fees.AsNoTracking();
        fees = period.From is { } from ? fees.Where(row => row.BusinessDay >= from) : fees;
        fees = period.To is { } to ? fees.Where(row => row.BusinessDay <= to) : fees;
        var rows =
            from fee in fees
            join merchant in db.Merchants on fee.MerchantId equals merchant.Id
            join payment in db.Payments on fee.PaymentId equals payment.Id into charged
            from payment in charged.DefaultIfEmpty()
            join refund in db.Refunds on fee.RefundId equals refund.Id into returned
            from refund in returned.DefaultIfEmpty()
            join rule in db.FeeRules on fee.RuleId equals rule.Id into rules
            from rule in rules.DefaultIfEmpty()
            orderby fee.BusinessDay, fee.Id
            select new
            {
                Fee = fee,
                merchant.Slug,
                Transaction = payment == null ? (refund == null ? null : refund.TransactionId) : payment.TransactionId,
                Refund = refund == null ? null : refund.RefundId,
                Rule = rule == null ? null : rule.Name,
                Edition = rule == null ? (int?)null : rule.Edition,
            };
        await Line(
            ct,
            $"Business day ({zone.Zone.Id})",
            "Merchant",
            "What",
            "Transaction",
            "Refund",
            "Rule",
            "Version",
            "Currency",
            "Gross",
            "Refunded before",
            "Refunded now",
            "Fee",
            "Entry"
        );
        await foreach (var row in rows.AsAsyncEnumerable().WithCancellation(ct))
        {
            var fee = row.Fee;
            var currency = Currency.Of(fee.Currency);
            file.Row();
            await Line(
                ct,
                fee.BusinessDay,
                row.Slug,
                fee.RefundId is null ? "charged" : "returned",
                row.Transaction,
                row.Refund,
                row.Rule,
                row.Edition,
                fee.Currency,
                new Money(fee.GrossMinor, currency),
                new Money(fee.RefundedBeforeMinor, currency),
                new Money(fee.RefundMinor, currency),
                new Money(fee.RefundId is null ? fee.AmountMinor : -fee.AmountMinor, currency),
                fee.EntryId
            );
        }
    }

    /// <summary>Adds up to what the account of output VAT moved by in the same days.</summary>
    public async Task Vat(CancellationToken ct)
    {
        var lines = db.VatLines.AsNoTracking();
        lines = period.From is { } from ? lines.Where(row => row.TaxDay >= from) : lines;
        lines = period.To is { } to ? lines.Where(row => row.TaxDay <= to) : lines;
        var rows =
            from line in lines
            join statement in db.Statements on line.StatementId equals statement.Id
            join merchant in db.Merchants on line.MerchantId equals merchant.Id
            orderby line.TaxDay, line.StatementId, line.Kind
            select new
            {
                Line = line,
                statement.Number,
                merchant.Slug,
                merchant.LegalName,
            };
        await Line(
            ct,
            $"Business day ({zone.Zone.Id})",
            "Merchant",
            "Legal name",
            "Statement",
            "What",
            "Rate (%)",
            "Currency",
            "Gross",
            "Net",
            "VAT",
            "Entry",
            "Late of"
        );
        await foreach (var row in rows.AsAsyncEnumerable().WithCancellation(ct))
        {
            var line = row.Line;
            var currency = Currency.Of(line.Currency);
            file.Row();
            await Line(
                ct,
                line.TaxDay,
                row.Slug,
                row.LegalName,
                row.Number,
                line.Kind.ToString(),
                line.PartsPerMillion / 10_000m,
                line.Currency,
                new Money(line.GrossMinor, currency),
                new Money(line.NetMinor, currency),
                new Money(line.TaxMinor, currency),
                line.EntryId,
                line.TaxDay == line.Day ? null : line.Day
            );
        }
    }

    private Task Line(CancellationToken ct, params object?[] cells) => csv.Write(cells, ct);
}
