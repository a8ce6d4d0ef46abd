using System.Globalization;
using System.Text;
using Portal.Domain.Kernel;

namespace Portal.Domain.Payments;

/// <summary>
/// Writes WeChat Pay trade bills in the gateway's own form: what demo data, the scale seed and tests import, so that all of them go the
/// way real money goes. The same rows give the same bytes.
/// </summary>
internal sealed class WechatBillWriter(BillKind kind, bool legacy = false)
{
    private const string AppId = "wx0000000000000001";

    private static readonly string[] Payment =
    [
        "交易时间",
        "公众账号ID",
        "商户号",
        "特约商户号",
        "设备号",
        "微信订单号",
        "商户订单号",
        "用户标识",
        "交易类型",
        "交易状态",
        "付款银行",
        "货币种类",
        "应结订单金额",
        "代金券金额",
    ];
    private static readonly string[] RefundIds = ["微信退款单号", "商户退款单号", "退款金额", "充值券退款金额", "退款类型", "退款状态"];

    private readonly StringBuilder _rows = new();
    private readonly bool _refundTimes = kind == BillKind.Refund;
    private readonly bool _refundCells = kind != BillKind.Success;
    private long _count;
    private long _settle;
    private long _refund;
    private long _fee;
    private long _order;

    /// <summary>A line ends LF as in v3 bills, or CRLF as in v2 ones.</summary>
    public string NewLine { get; init; } = "\n";

    public IReadOnlyList<string> Columns { get; } = ColumnsOf(kind, legacy);

    public WechatBillWriter Add(BillRow row)
    {
        var zero = "0.00";
        List<string> cells =
        [
            Local(row.OccurredUtc),
            AppId,
            row.MerchantNo,
            "0",
            string.Empty,
            row.TransactionId,
            row.OrderNo,
            row.Payer,
            row.TradeType,
            row.IsRefund ? "REFUND" : "SUCCESS",
            row.Bank,
            "CNY",
            Yuan(row.GrossMinor),
            Yuan(row.CouponMinor),
        ];
        if (_refundTimes)
        {
            cells.AddRange([Local(row.OccurredUtc), row.RefundState == RefundState.Succeeded ? Local(row.OccurredUtc) : string.Empty]);
        }

        if (_refundCells)
        {
            cells.AddRange(
                row.IsRefund
                    ? [row.RefundId, row.RefundNo, Yuan(row.RefundMinor), zero, "ORIGINAL", StateText(row.RefundState)]
                    : ["0", "0", zero, zero, string.Empty, string.Empty]
            );
        }

        cells.AddRange([row.Goods, string.Empty, Fee(row.FeeMinor), row.RateText]);
        if (!legacy)
        {
            cells.Add(Yuan(row.OrderMinor));
            if (_refundCells)
            {
                cells.Add(row.IsRefund ? Yuan(row.RefundMinor) : zero);
            }

            cells.Add(string.Empty);
        }

        _rows.Append('`').AppendJoin(",`", cells).Append(NewLine);
        _count++;
        _settle += row.GrossMinor;
        _refund += row.RefundMinor;
        _fee += row.FeeMinor;
        _order += row.OrderMinor;
        return this;
    }

    /// <summary>The whole bill with its summary.</summary>
    public string ToText()
    {
        var header = legacy
            ? "总交易单数,总交易额,总退款金额,总企业红包退款金额,手续费总金额"
            : "总交易单数,应结订单总金额,退款总金额,充值券退款总金额,手续费总金额,订单总金额,申请退款总金额";
        List<string> cells = [_count.ToString(CultureInfo.InvariantCulture), Yuan(_settle), Yuan(_refund), "0.00", Fee(_fee)];
        if (!legacy)
        {
            cells.AddRange([Yuan(_order), Yuan(_refund)]);
        }

        return string.Join(',', Columns) + NewLine + _rows + header + NewLine + '`' + string.Join(",`", cells) + NewLine;
    }

    /// <summary>UTF-8 with a byte-order mark, as the gateway sends it.</summary>
    public byte[] ToBytes() => [.. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes(ToText())];

    private static string[] ColumnsOf(BillKind kind, bool legacy)
    {
        var payment = legacy
            ? Payment.Select(name =>
                name switch
                {
                    "特约商户号" => "子商户号",
                    "应结订单金额" => "总金额",
                    "代金券金额" => "企业红包金额",
                    _ => name,
                }
            )
            : Payment;
        string[] refund = kind switch
        {
            BillKind.All => RefundIds,
            BillKind.Success => [],
            BillKind.Refund => ["退款申请时间", "退款成功时间", .. RefundIds],
        };
        string[] tail =
            legacy ? []
            : kind == BillKind.Success ? ["订单金额", "费率备注"]
            : ["订单金额", "申请退款金额", "费率备注"];
        return
        [
            .. payment,
            .. refund.Select(name => legacy && name == "充值券退款金额" ? "企业红包退款金额" : name),
            "商品名称",
            "商户数据包",
            "手续费",
            "费率",
            .. tail,
        ];
    }

    private static string StateText(RefundState state) =>
        state switch
        {
            RefundState.Succeeded => "SUCCESS",
            RefundState.Processing => "PROCESSING",
            RefundState.Changed => "CHANGE",
            RefundState.Failed => "FAILED",
        };

    private static string Local(DateTime utc) =>
        WechatTradeBill.ProviderZone.LocalOf(utc).ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);

    private static string Yuan(long fen) => Money.Cny(fen).ToPlainString();

    // Fees are printed to five decimals, the last three of them always zero.
    private static string Fee(long fen) => Yuan(fen) + "000";
}
