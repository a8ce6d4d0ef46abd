using System.Globalization;
using System.IO.Compression;
using System.Text;
using Portal.Domain.Payments;

namespace Portal.Tests.Payments;

/// <summary>Small files of every format beside the trade bill of WeChat Pay, each whole and right: what a broken one is made from.</summary>
internal static class FormatSamples
{
    public const string Partner = "2088000000000001";

    public static Encoding Gbk { get; } = Registered();

    public const string Fund = """
        记账时间,微信支付业务单号,资金流水单号,业务名称,业务类型,收支类型,收支金额(元),账户结余(元),资金变更提交申请人,备注,业务凭证号
        `2026-11-19 10:00:01,`4200000000202611190000000001,`F0001,`交易,`交易,`收入,`100.00,`1100.00,`system,`,`A00000001
        `2026-11-19 10:00:01,`4200000000202611190000000001,`F0002,`交易,`扣除交易手续费,`支出,`0.60,`1099.40,`system,`,`A00000001
        `2026-11-19 11:00:00,`5030000000000000000000000001,`F0003,`退款,`退款,`支出,`29.82,`1069.58,`system,`退款总金额30.00元;含手续费0.18元,`R00000001
        `2026-11-19 18:00:00,`W1,`F0004,`充值/提现,`提现,`支出,`1000.00,`69.58,`boss,`to the bank,`

        资金流水总笔数,收入笔数,收入金额,支出笔数,支出金额
        `4.0,`1.0,`100.00,`3.0,`1030.42

        """;

    public const string AlipayColumns =
        "支付宝交易号,商户订单号,业务类型,商品名称,创建时间,完成时间,门店编号,门店名称,操作员,终端号,对方账户,订单金额（元）,商家实收（元）,支付宝红包（元）,集分宝（元）,支付宝优惠（元）,商家优惠（元）,券核销金额（元）,券名称,商家红包消费金额（元）,卡消费金额（元）,退款批次号/请求号,服务费（元）,分润（元）,备注";

    public static string AlipayPayment(int n, string yuan = "100.00", string fee = "-0.60", string goods = "Tea", string share = "0.00") =>
        $"{AlipayNo(n)}\t,A{n:D4}\t,交易\t,{goods},2026-11-19 09:10:05,2026-11-19 09:10:11,\t,\t,\t,\t,*某(139***@example.com)\t,{yuan},{yuan},0.00,0.00,0.00,0.00,0.00,,0.00\t,0.00,\t,{fee},{share},";

    public static string AlipayRefund(int n, string request, string yuan = "-50.00", string fee = "0.30", string share = "0.00") =>
        $"{AlipayNo(n)}\t,A{n:D4}\t,退款\t,Tea,2026-11-19 09:10:05,2026-11-19 15:00:00,\t,\t,\t,\t,*某(139***@example.com)\t,{yuan},{yuan},0.00,0.00,0.00,0.00,0.00,,0.00\t,0.00,{request}\t,{fee},{share},";

    public static string AlipayNo(int n) => string.Create(CultureInfo.InvariantCulture, $"20261119220014{n:D14}");

    public static string Alipay(IReadOnlyList<string> rows, int payments, string paid, int refunds, string back) =>
        $"""
            #支付宝业务明细查询
            #账号：[{Partner}0156]
            #起始日期：[2026年11月19日 00:00:00]   终止日期：[2026年11月20日 00:00:00]
            #-----------------------------------------业务明细列表----------------------------------------
            {AlipayColumns}
            {string.Join('\n', rows)}
            #-----------------------------------------业务明细列表结束------------------------------------
            #交易合计：{payments}笔，商家实收共{paid}元，商家优惠共0.00元
            #退款合计：{refunds}笔，商家实收退款共{back}元，商家优惠退款共0.00元
            #导出时间：[2026年11月20日 05:46:49]

            """;

    /// <summary>Two payments and a refund of the first.</summary>
    public static string AlipayDay { get; } =
        Alipay([AlipayPayment(1), AlipayPayment(2, "7.50", "-0.05"), AlipayRefund(1, "R1")], 2, "107.50", 1, "-50.00");

    public static string AlipaySummary(string received = "57.50", string fee = "-0.35", string net = "57.15", string share = "0.00") =>
        $"""
            #支付宝业务汇总查询
            #账号：[{Partner}0156]
            门店编号,门店名称,交易订单总笔数,退款订单总笔数,订单金额（元）,商家实收（元）,支付宝优惠（元）,商家优惠（元）,卡消费金额（元）,服务费（元）,分润（元）,实收净额（元）
            合计,,2,1,57.50,{received},0.00,0.00,0.00,{fee},{share},{net}
            #导出时间：[2026年11月20日 05:46:49]

            """;

    public const string AlipayDetail = """
        #支付宝账务明细查询
        #账号：[20880000000000010156]
        #起始日期：[2026年11月19日 00:00:00]   终止日期：[2026年11月20日 00:00:00]
        #-----------------------------------------账务明细列表----------------------------------------
        账务流水号,业务流水号,商户订单号,商品名称,发生时间,对方账号,收入金额（+元）,支出金额（-元）,账户余额（元）,交易渠道,业务类型,备注
        M0001	,20261119220014000000000001	,A0001	,Tea,2026-11-19 09:10:11,*某	,100.00,0.00,600.00,支付宝	,在线支付	,
        M0002	,20261119220014000000000001	,A0001	,Tea,2026-11-19 09:10:11,*某	,0.00,-0.60,599.40,支付宝	,收费	,服务费
        M0003	,W0001	,	,,2026-11-19 18:00:00,	,0.00,-500.00,99.40,支付宝	,提现	,
        #-----------------------------------------账务明细列表结束------------------------------------
        #支出合计：2笔，共-500.60元
        #收入合计：1笔，共100.00元
        #导出时间：[2026年11月20日 05:46:49]

        """;

    public const string Stripe = """
        balance_transaction_id,created_utc,currency,gross,fee,net,reporting_category,source_id,charge_id,automatic_payout_id,payment_metadata[merchant],description
        txn_1,2026-11-19 01:00:00,eur,40.00,0.85,39.15,charge,ch_1,ch_1,po_1,acct-tea,"Tea, 250 g"
        txn_2,2026-11-19 02:00:00,eur,-10.00,0.00,-10.00,refund,re_1,ch_1,po_1,acct-tea,
        txn_3,2026-11-19 03:00:00,eur,-0.50,0.00,-0.50,fee,,,po_1,,Radar
        txn_4,2026-11-19 05:00:00,eur,-28.65,0.00,-28.65,payout,po_1,,po_1,,

        """;

    public const string Table = """
        when;no;order;sum;fee;what;item
        19.11.2026 10:00;T1;O1;100.00;0.60;sale;Tea
        19.11.2026 11:00;T2;O2;"1,250.00";7.50;sale;"Pot; blue"
        19.11.2026 12:00;T1;O1;-30.00;-0.18;refund;Tea

        """;

    public static BillMap Map { get; } =
        new()
        {
            Provider = Gateways.UnionPay,
            Separator = ";",
            MerchantNo = "777290058110048",
            TimeColumn = "when",
            TimeForm = "dd.MM.yyyy HH:mm",
            Zone = "Europe/Berlin",
            TransactionColumn = "no",
            OrderColumn = "order",
            AmountColumn = "sum",
            FeeColumn = "fee",
            KindColumn = "what",
            RefundWords = "refund",
            GoodsColumn = "item",
        };

    public static byte[] Zip(params (string Name, byte[] Content)[] members)
    {
        using var file = new MemoryStream();
        using (var zip = new ZipArchive(file, ZipArchiveMode.Create, leaveOpen: true, Gbk))
        {
            foreach (var (name, content) in members)
            {
                using var stream = zip.CreateEntry(name).Open();
                stream.Write(content);
            }
        }

        return file.ToArray();
    }

    public static byte[] AlipayZip(string? detail = null, string? summary = null) =>
        Zip(
            ("20880000000000010156_20261119_业务明细(汇总).csv", Gbk.GetBytes(summary ?? AlipaySummary())),
            ("20880000000000010156_20261119_业务明细.csv", Gbk.GetBytes(detail ?? AlipayDay))
        );

    public static (BillReading Reading, List<BillRow> Rows, List<MovementRow> Movements) Read(
        string format,
        byte[] bytes,
        BillOptions? options = null
    )
    {
        using var stream = new MemoryStream(bytes);
        var (rows, movements) = (new List<BillRow>(), new List<MovementRow>());
        var facts = BillEncoding.Examine(stream);
        var known = options ?? (BillOptions.None with { MerchantNo = SampleRows.MerchantNo, Map = Map });
        var reading = BillFormats.Of(format).Read(stream, facts, known, rows.Add, movements.Add);
        if (!reading.Problems.Any)
        {
            // Posting reads again, and must find the same.
            var items = BillFormats.Of(format).Items(stream, facts, known).ToList();
            Assert.Equal(rows, items.Select(item => item.Row).OfType<BillRow>());
            Assert.Equal(movements, items.Select(item => item.Movement).OfType<MovementRow>());
        }

        return (reading, rows, movements);
    }

    public static byte[] Bytes(string format) =>
        format switch
        {
            BillFormats.WechatTrade => SampleRows.Bill(SampleRows.Payment(1, 10_000), SampleRows.Payment(2, 750)),
            BillFormats.WechatFund => Fund.Utf8(),
            BillFormats.AlipayTrade => Gbk.GetBytes(AlipayDay),
            BillFormats.AlipayDetail => Gbk.GetBytes(AlipayDetail),
            BillFormats.StripePayout => Stripe.Utf8(),
            BillFormats.Mapped => Table.Utf8(),
            _ => throw new ArgumentOutOfRangeException(nameof(format)),
        };

    private static Encoding Registered()
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        return Encoding.GetEncoding("GB18030");
    }
}
