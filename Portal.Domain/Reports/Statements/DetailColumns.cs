using System.Globalization;
using Portal.Domain.Kernel;
using Portal.Domain.Settlement;

namespace Portal.Domain.Reports;

internal enum ColumnKind
{
    Text,
    Whole,
    Amount,
    Rate,
    Time,
}

/// <summary>A column of the settlement detail: its name in every format, its kind, and where its value comes from.</summary>
internal sealed record DetailColumn(string Name, ColumnKind Kind, int Width, Func<DetailLine, object?> Value);

/// <summary>The thirty columns of the settlement detail, the same in CSV and workbook; a column Portal has no data for yet stays empty.</summary>
internal sealed class DetailColumns
{
    public DetailColumns(Statement statement, SettlementZone zone)
    {
        var currency = Currency.Of(statement.Currency);
        Money Minor(long minor) => new(minor, currency);
        object? Positive(long minor) => minor > 0 ? Minor(minor) : null;
        All =
        [
            Text("statement_no", 22, _ => statement.Number),
            Text("batch_no", 12, _ => statement.PeriodTo.ToString("yyyyMMdd", CultureInfo.InvariantCulture)),
            new("line_no", ColumnKind.Whole, 9, line => (long)line.LineNo),
            Text("entry_type", 18, line => line.EntryType),
            Text("account_handle", 16, _ => null),
            Text("store", 10, _ => null),
            Text("order_no", 24, line => line.OrderNo),
            Text("merchant_ref", 20, line => line.MerchantRef),
            Text("payment_no", 32, line => line.PaymentNo),
            Text("refund_no", 32, line => line.RefundNo),
            Text("payer_openid", 30, line => line.Payer),
            Text("channel", 12, line => line.Channel),
            Text("scene", 10, _ => null),
            new($"occurred ({zone.Zone.Id})", ColumnKind.Time, 22, line => line.OccurredUtc is { } utc ? zone.LocalOf(utc) : null),
            new("occurred_utc", ColumnKind.Time, 22, line => line.OccurredUtc),
            new("booked_utc", ColumnKind.Time, 22, line => line.BookedUtc),
            Text("currency", 9, _ => statement.Currency),
            new("gross_debit", ColumnKind.Amount, 14, line => Positive(line.GrossDebitMinor)),
            new("gross_credit", ColumnKind.Amount, 14, line => Positive(line.GrossCreditMinor)),
            new("discount_platform", ColumnKind.Amount, 14, _ => null),
            new("discount_merchant", ColumnKind.Amount, 14, line => line.DiscountMerchantMinor is { } minor ? Minor(minor) : null),
            Text("fee_rule_version", 16, line => line.FeeRuleVersion),
            new("fee_rate", ColumnKind.Rate, 10, line => line.FeePartsPerMillion is { } ppm ? ppm / 1_000_000m : null),
            new("fee_amount", ColumnKind.Amount, 12, line => line.FeeMinor is { } minor ? Minor(minor) : null),
            new("commission_amount", ColumnKind.Amount, 14, _ => null),
            new("net_debit", ColumnKind.Amount, 14, line => Positive(-line.NetMinor)),
            new("net_credit", ColumnKind.Amount, 14, line => Positive(line.NetMinor)),
            new("balance_after", ColumnKind.Amount, 16, line => Minor(line.BalanceAfterMinor)),
            Text("reason_code", 12, line => line.ReasonCode),
            Text("remark", 40, line => line.Remark),
        ];
    }

    public IReadOnlyList<DetailColumn> All { get; }

    private static DetailColumn Text(string name, int width, Func<DetailLine, object?> value) => new(name, ColumnKind.Text, width, value);
}
