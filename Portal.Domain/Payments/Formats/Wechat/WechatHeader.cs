namespace Portal.Domain.Payments;

/// <summary>A bill's header bound by column names, in whatever order they stand: current and legacy wording, five shapes.</summary>
internal sealed class WechatHeader
{
    private static readonly Dictionary<string, WechatColumn> Names = new(StringComparer.Ordinal)
    {
        ["交易时间"] = WechatColumn.TradeTime,
        ["商户号"] = WechatColumn.MerchantNo,
        ["特约商户号"] = WechatColumn.SubMerchantNo,
        ["子商户号"] = WechatColumn.SubMerchantNo,
        ["微信订单号"] = WechatColumn.TransactionId,
        ["商户订单号"] = WechatColumn.OrderNo,
        ["用户标识"] = WechatColumn.Payer,
        ["交易类型"] = WechatColumn.TradeType,
        ["交易状态"] = WechatColumn.TradeState,
        ["付款银行"] = WechatColumn.Bank,
        ["货币种类"] = WechatColumn.Currency,
        ["应结订单金额"] = WechatColumn.Settle,
        ["总金额"] = WechatColumn.Settle,
        ["代金券金额"] = WechatColumn.Coupon,
        ["企业红包金额"] = WechatColumn.Coupon,
        ["代金券或立减优惠金额"] = WechatColumn.Coupon,
        ["退款申请时间"] = WechatColumn.RefundAskedTime,
        ["退款成功时间"] = WechatColumn.RefundDoneTime,
        ["微信退款单号"] = WechatColumn.RefundId,
        ["商户退款单号"] = WechatColumn.RefundNo,
        ["退款金额"] = WechatColumn.Refund,
        ["充值券退款金额"] = WechatColumn.RefundCoupon,
        ["企业红包退款金额"] = WechatColumn.RefundCoupon,
        ["代金券或立减优惠退款金额"] = WechatColumn.RefundCoupon,
        ["退款状态"] = WechatColumn.RefundState,
        ["商品名称"] = WechatColumn.Goods,
        ["手续费"] = WechatColumn.Fee,
        ["费率"] = WechatColumn.Rate,
        ["订单金额"] = WechatColumn.Order,
        ["申请退款金额"] = WechatColumn.RefundAsked,
    };

    private static readonly (WechatColumn Column, string Name)[] Required =
    [
        (WechatColumn.TradeTime, "交易时间"),
        (WechatColumn.MerchantNo, "商户号"),
        (WechatColumn.TransactionId, "微信订单号"),
        (WechatColumn.OrderNo, "商户订单号"),
        (WechatColumn.TradeType, "交易类型"),
        (WechatColumn.TradeState, "交易状态"),
        (WechatColumn.Currency, "货币种类"),
        (WechatColumn.Settle, "应结订单金额"),
        (WechatColumn.Fee, "手续费"),
    ];

    private static readonly (WechatColumn Column, string Name)[] RequiredOfRefunds =
    [
        (WechatColumn.RefundId, "微信退款单号"),
        (WechatColumn.Refund, "退款金额"),
        (WechatColumn.RefundState, "退款状态"),
    ];

    private readonly int[] _at = new int[Names.Values.Distinct().Count()];
    private readonly string[] _cells;

    private WechatHeader(string[] cells)
    {
        _cells = cells;
        Array.Fill(_at, -1);
    }

    public int Count => _cells.Length;

    public BillKind Kind { get; private set; }

    /// <summary>The format before 2018: 总金额 in place of 应结订单金额, and no order amount.</summary>
    public bool Legacy { get; private set; }

    public bool Has(WechatColumn column) => _at[(int)column] >= 0;

    /// <summary>0-based place of the column in each row; -1 where the bill has none.</summary>
    public int At(WechatColumn column) => _at[(int)column];

    public string NameOf(int at) => _cells[at];

    public static bool IsHeader(ReadOnlySpan<char> line)
    {
        var cells = Cells(line);
        return cells.Count(cell => Names.ContainsKey(cell)) >= 5 && !cells[0].StartsWith('总');
    }

    /// <summary>Binds a header line; what is missing or doubled is added to the problems.</summary>
    public static WechatHeader Bind(ReadOnlySpan<char> line, int number, BillProblems problems)
    {
        var header = new WechatHeader(Cells(line));
        for (var at = 0; at < header._cells.Length; at++)
        {
            if (!Names.TryGetValue(header._cells[at], out var column))
            {
                continue;
            }

            if (header._at[(int)column] >= 0)
            {
                problems.Add(new BillProblem(number, header._cells[at], at + 1, PaymentsRefusals.BillColumnTwice, [header._cells[at]]));
            }

            header._at[(int)column] = at;
        }

        header.Kind =
            header.Has(WechatColumn.RefundAskedTime) || header.Has(WechatColumn.RefundDoneTime) ? BillKind.Refund
            : header.Has(WechatColumn.RefundId) || header.Has(WechatColumn.Refund) || header.Has(WechatColumn.RefundState) ? BillKind.All
            : BillKind.Success;
        header.Legacy = !header.Has(WechatColumn.Order);
        foreach (var (column, name) in header.Kind == BillKind.Success ? Required : [.. Required, .. RequiredOfRefunds])
        {
            if (!header.Has(column))
            {
                problems.Add(new BillProblem(number, name, null, PaymentsRefusals.BillColumnMissing, [name]));
            }
        }

        return header;
    }

    /// <summary>Header names without blanks, tabs, back-ticks and units; full-width commas and brackets count as half-width ones.</summary>
    internal static string[] Cells(ReadOnlySpan<char> line)
    {
        var text = line.ToString().Replace('，', ',').Replace('（', '(').Replace('）', ')');
        return
        [
            .. text.Split(',')
                .Select(cell => cell.Replace("(元)", string.Empty, StringComparison.Ordinal).Trim(' ', '\t', '`', '\u3000', '"')),
        ];
    }
}
