using System.Globalization;
using System.Text;
using Portal.Domain.Fees;
using Portal.Domain.Kernel;
using Portal.Domain.Payments;

namespace Portal.Tests.Payments;

/// <summary>Rows and files for bill tests, made from a number so that a failing case can be made again.</summary>
internal static class SampleRows
{
    public const string MerchantNo = "1900000109";

    public static BillRow Payment(int n, long fen, DateTime? atUtc = null, string merchantNo = MerchantNo, string tradeType = "JSAPI") =>
        new()
        {
            Line = 0,
            IsRefund = false,
            MerchantNo = merchantNo,
            TransactionId = TransactionId(n),
            OrderNo = $"A{n:D8}",
            Payer = $"oEXAMPLE{n:D20}",
            Channel = Channel.Wallet,
            TradeType = tradeType,
            Bank = "OTHERS",
            Goods = "Tea, 250 g",
            OccurredUtc = atUtc ?? new DateTime(2026, 11, 19, 2, 0, 0, DateTimeKind.Utc).AddSeconds(n % 40_000),
            GrossMinor = fen,
            OrderMinor = fen,
            CouponMinor = 0,
            RefundId = string.Empty,
            RefundNo = string.Empty,
            RefundMinor = 0,
            RefundState = RefundState.Succeeded,
            FeeMinor = FeeArithmetic.Charge(FeeTerms.Rate(6_000), fen),
            RateText = "0.60%",
        };

    public static BillRow Refund(int n, BillRow payment, long fen, DateTime? atUtc = null, long refundedBefore = 0) =>
        payment with
        {
            IsRefund = true,
            OccurredUtc = atUtc ?? payment.OccurredUtc.AddHours(1),
            GrossMinor = 0,
            OrderMinor = 0,
            RefundId = $"5030000{n:D21}",
            RefundNo = $"R{n:D8}",
            RefundMinor = fen,
            FeeMinor = -FeeArithmetic.Return(FeeTerms.Rate(6_000), payment.GrossMinor, payment.FeeMinor, refundedBefore, fen),
        };

    public static string TransactionId(int n) => string.Create(CultureInfo.InvariantCulture, $"420000000020261119{n:D10}");

    public static byte[] Bill(params IEnumerable<BillRow> rows) => Text(rows).Utf8();

    public static string Text(params IEnumerable<BillRow> rows) => Text(BillKind.All, rows);

    public static string Text(BillKind kind, IEnumerable<BillRow> rows, bool legacy = false)
    {
        var writer = new WechatBillWriter(kind, legacy);
        foreach (var row in rows)
        {
            writer.Add(row);
        }

        return writer.ToText();
    }

    public static byte[] Utf8(this string text) => Encoding.UTF8.GetBytes(text);

    public static (BillReading Reading, List<BillRow> Rows) Read(byte[] bytes)
    {
        using var stream = new MemoryStream(bytes);
        var rows = new List<BillRow>();
        var reading = WechatTradeBill.Read(stream, BillEncoding.Examine(stream), rows.Add);
        return (reading, rows);
    }
}
