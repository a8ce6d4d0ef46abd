using System.Globalization;
using System.Text;
using Portal.Domain.Kernel;
using Portal.Domain.Payments;

namespace Portal.Domain.Demo;

/// <summary>
/// What the demo's gateways send beside the trade bills of WeChat Pay: the fund bill of one till, a day of Alipay, and a bill of a number that
/// nobody has claimed. The same day always gives the same bytes.
/// </summary>
internal static class DemoGateways
{
    public const string AlipayPartner = "2088721660004321";
    public const string UnknownNumber = "1900000433";
    public const long OpeningFen = 2_000_000;

    private const string Flow = "交易";

    private static readonly string[] AlipayColumns =
    [
        "支付宝交易号",
        "商户订单号",
        "业务类型",
        "商品名称",
        "创建时间",
        "完成时间",
        "门店编号",
        "对方账户",
        "订单金额（元）",
        "商家实收（元）",
        "退款批次号/请求号",
        "服务费（元）",
        "分润（元）",
        "备注",
    ];

    /// <summary>What a trade bill did to the account that day, and in the evening everything above the opening to the bank.</summary>
    public static byte[] Funds(IEnumerable<BillRow> trades, DateOnly day)
    {
        var text = new StringBuilder(
            "记账时间,微信支付业务单号,资金流水单号,业务名称,业务类型,收支类型,收支金额(元),账户结余(元),资金变更提交申请人,备注,业务凭证号\n"
        );
        var (balance, count, sums, counts) = (OpeningFen, 0, new long[2], new int[2]);
        void Move(DateTime at, string business, string name, string type, long fen, string note, string order)
        {
            var side = fen < 0 ? 1 : 0;
            (balance, count) = (balance + fen, count + 1);
            sums[side] += Math.Abs(fen);
            counts[side]++;
            var id = string.Create(CultureInfo.InvariantCulture, $"{day:yyyyMMdd}{count:D8}");
            string[] cells =
            [
                Local(at),
                business,
                id,
                name,
                type,
                fen < 0 ? "支出" : "收入",
                Yuan(Math.Abs(fen)),
                Yuan(balance),
                "system",
                note,
                order,
            ];
            text.Append('`').AppendJoin(",`", cells).Append('\n');
        }

        var last = DateTime.MinValue;
        foreach (var row in trades.OrderBy(row => row.OccurredUtc))
        {
            last = row.OccurredUtc;
            if (row.IsRefund)
            {
                var note = $"退款总金额{Yuan(row.RefundMinor)}元;含手续费{Yuan(-row.FeeMinor)}元";
                Move(last, row.RefundId, "退款", "退款", -row.RefundMinor - row.FeeMinor, note, row.RefundNo);
                continue;
            }

            Move(last, row.TransactionId, Flow, Flow, row.GrossMinor, string.Empty, row.OrderNo);
            if (row.FeeMinor != 0)
            {
                Move(last, row.TransactionId, Flow, "扣除交易手续费", -row.FeeMinor, string.Empty, row.OrderNo);
            }
        }

        if (balance > OpeningFen)
        {
            Move(last, $"W{day:yyyyMMdd}", "充值/提现", "提现", OpeningFen - balance, string.Empty, string.Empty);
        }

        text.Append("资金流水总笔数,收入笔数,收入金额,支出笔数,支出金额\n");
        text.Append(CultureInfo.InvariantCulture, $"`{count}.0,`{counts[0]}.0,`{Yuan(sums[0])},`{counts[1]}.0,`{Yuan(sums[1])}\n");
        return [.. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes(text.ToString())];
    }

    /// <summary>Four payments and a refund.</summary>
    public static byte[] Alipay(DateOnly day)
    {
        (string Goods, long Fen)[] sales =
        [
            ("Charcoal oolong, 250 g", 8_800),
            ("Gaiwan set", 26_800),
            ("桂花红茶", 5_600),
            ("Tea for two", 3_900),
        ];
        var lines = new List<string>
        {
            "#支付宝业务明细查询",
            $"#账号：[{AlipayPartner}0156]",
            $"#起始日期：[{Chinese(day)} 00:00:00]   终止日期：[{Chinese(day.AddDays(1))} 00:00:00]",
            "#----------------------------------------业务明细列表----------------------------------------",
            string.Join(',', AlipayColumns),
        };
        for (var n = 1; n <= sales.Length; n++)
        {
            lines.Add(
                Row(
                    day,
                    n,
                    "交易",
                    sales[n - 1].Goods.Replace(',', '，'),
                    sales[n - 1].Fen,
                    string.Empty,
                    $"-{Yuan(Fee(sales[n - 1].Fen))}"
                )
            );
        }

        lines.Add(Row(day, 3, "退款", "桂花红茶", -5_600, "RF0001", Yuan(Fee(5_600))));
        lines.Add("#----------------------------------------业务明细列表结束------------------------------------");
        lines.Add($"#交易合计：{sales.Length}笔，商家实收共{Yuan(sales.Sum(sale => sale.Fen))}元，商家优惠共0.00元");
        lines.Add("#退款合计：1笔，商家实收退款共-56.00元，商家优惠退款共0.00元");
        return BillEncoding.ChineseBytes(string.Join("\r\n", lines) + "\r\n");
    }

    /// <summary>Two sales of a till whose number nobody has said is theirs.</summary>
    public static byte[] Unknown(DateOnly day, SettlementZone zone)
    {
        var writer = new WechatBillWriter(BillKind.All);
        for (var n = 1; n <= 2; n++)
        {
            var fen = n * 6_800L;
            writer.Add(
                new BillRow
                {
                    Line = n,
                    IsRefund = false,
                    MerchantNo = UnknownNumber,
                    TransactionId = string.Create(CultureInfo.InvariantCulture, $"4200{day:yyyyMMdd}0433{n:D12}"),
                    OrderNo = string.Create(CultureInfo.InvariantCulture, $"POPUP-{n:D3}"),
                    Payer = string.Create(CultureInfo.InvariantCulture, $"oDEMO0433{n:D19}"),
                    Channel = Channel.InStore,
                    TradeType = "MICROPAY",
                    Bank = "OTHERS",
                    Goods = "Pop-up stand",
                    OccurredUtc = zone.InstantOf(day, new TimeOnly(15, n)),
                    GrossMinor = fen,
                    OrderMinor = fen,
                    CouponMinor = 0,
                    RefundId = string.Empty,
                    RefundNo = string.Empty,
                    RefundMinor = 0,
                    RefundState = RefundState.Succeeded,
                    FeeMinor = Fee(fen),
                    RateText = "0.60%",
                }
            );
        }

        return writer.ToBytes();
    }

    private static string Row(DateOnly day, int n, string kind, string goods, long fen, string request, string fee)
    {
        var at = string.Create(CultureInfo.InvariantCulture, $"{day:yyyy-MM-dd} 1{n}:20:0{n}");
        string[] cells =
        [
            string.Create(CultureInfo.InvariantCulture, $"{day:yyyyMMdd}22001400{n:D12}\t"),
            string.Create(CultureInfo.InvariantCulture, $"AL{day:yyyyMMdd}{n:D3}\t"),
            kind + "\t",
            goods,
            at,
            kind == "退款" ? at[..11] + "18:00:00" : at,
            "\t",
            "*某(139***@example.com)\t",
            Yuan(fen),
            Yuan(fen),
            request + "\t",
            fee,
            "0.00",
            string.Empty,
        ];
        return string.Join(',', cells);
    }

    private static long Fee(long fen) => Money.Cny(fen).ShareHalfUp(6_000).MinorUnits;

    private static string Yuan(long fen) => Money.Cny(fen).ToPlainString();

    private static string Chinese(DateOnly day) => day.ToString("yyyy'年'MM'月'dd'日'", CultureInfo.InvariantCulture);

    private static string Local(DateTime utc) =>
        WechatTradeBill.ProviderZone.LocalOf(utc).ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);
}
