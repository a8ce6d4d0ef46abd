using System.Text;
using Portal.Domain.Kernel;
using Portal.Domain.Payments;

namespace Portal.Tests.Payments;

public class WechatTradeBillTests
{
    private static readonly BillRow First = SampleRows.Payment(1, 10_000);
    private static readonly BillRow Second = SampleRows.Payment(2, 750, tradeType: "NATIVE");
    private static readonly BillRow Back = SampleRows.Refund(1, First, 3_000);

    private static string Good => SampleRows.Text(First, Second, Back);

    [Theory]
    [InlineData(BillKind.All, false, 27)]
    [InlineData(BillKind.Success, false, 20)]
    [InlineData(BillKind.Refund, false, 29)]
    [InlineData(BillKind.All, true, 24)]
    [InlineData(BillKind.Refund, true, 26)]
    public void Five_header_shapes_are_read(BillKind kind, bool legacy, int columns)
    {
        BillRow[] all = [First, Second, Back];
        var rows = all.Where(row => kind == BillKind.All || row.IsRefund == (kind == BillKind.Refund)).ToArray();
        var text = SampleRows.Text(kind, rows, legacy);
        Assert.Equal(columns, text.Split('\n')[0].Split(',').Length);

        var (reading, read) = SampleRows.Read(text.Utf8());

        Assert.Empty(reading.Problems.Kept);
        Assert.Empty(reading.Differences);
        Assert.Equal((kind, legacy), (reading.Kind, reading.Legacy));
        Assert.Equal(rows.Length, read.Count);
        Assert.Equal(rows.Sum(row => row.GrossMinor), reading.Totals.GrossMinor);
        Assert.Equal(rows.Sum(row => row.RefundMinor), reading.Totals.RefundMinor);
        Assert.Equal(rows.Sum(row => row.FeeMinor), reading.Totals.FeeMinor - reading.Totals.FeeReturnedMinor);
        Assert.Equal(rows.Select(row => row.OccurredUtc), read.Select(row => row.OccurredUtc));
    }

    [Fact]
    public void The_published_example_is_read_to_the_fen()
    {
        var (reading, rows) = SampleRows.Read(
            """
            交易时间,公众账号ID,商户号,特约商户号,设备号,微信订单号,商户订单号,用户标识,交易类型,交易状态,付款银行,货币种类,应结订单金额,代金券金额,微信退款单号,商户退款单号,退款金额,充值券退款金额,退款类型,退款状态,商品名称,商户数据包,手续费,费率,订单金额,申请退款金额,费率备注
            `2026-03-01 09:10:11,`wx0000000000000001,`1900000109,`0,`,`4200000000202603010000000001,`A0001,`oEXAMPLE1,`JSAPI,`SUCCESS,`OTHERS,`CNY,`100.00,`0.00,`0,`0,`0.00,`0.00,`,`,`Tea, 250 g,`,`0.60000,`0.60%,`100.00,`0.00,`
            `2026-03-01 09:12:00,`wx0000000000000001,`1900000109,`0,`,`4200000000202603010000000002,`A0002,`oEXAMPLE2,`NATIVE,`SUCCESS,`CFT,`CNY,`7.50,`0.00,`0,`0,`0.00,`0.00,`,`,`Bun,`,`0.05000,`0.60%,`7.50,`0.00,`
            `2026-03-01 15:00:00,`wx0000000000000001,`1900000109,`0,`,`4200000000202603010000000001,`A0001,`oEXAMPLE1,`JSAPI,`REFUND,`OTHERS,`CNY,`0.00,`0.00,`50300000002026030100000000001,`R0001,`30.00,`0.00,`ORIGINAL,`PROCESSING,`Tea, 250 g,`,`-0.18000,`0.60%,`0.00,`30.00,`
            总交易单数,应结订单总金额,退款总金额,充值券退款总金额,手续费总金额,订单总金额,申请退款总金额
            `3,`107.50,`30.00,`0.00,`0.47000,`107.50,`30.00
            """.Utf8()
        );

        Assert.Empty(reading.Problems.Kept);
        Assert.Empty(reading.Differences);
        Assert.Equal(new BillTotals(2, 1, 10_750, 3_000, 65, 18, 10_750, 3_000, 0), reading.Totals);
        Assert.Equal("Tea, 250 g", rows[0].Goods);
        Assert.Equal(new DateTime(2026, 3, 1, 1, 10, 11, DateTimeKind.Utc), rows[0].OccurredUtc);
        Assert.Equal([Channel.Wallet, Channel.QrCode, Channel.Wallet], rows.Select(row => row.Channel));
        Assert.Equal(RefundState.Processing, rows[2].RefundState);
        Assert.Equal(new DateOnly(2026, 3, 1), reading.LastDay);
    }

    public static TheoryData<string, Func<string, byte[]>> Harmless =>
        new()
        {
            { "BOM", text => [.. Encoding.UTF8.Preamble, .. text.Utf8()] },
            { "CRLF", text => text.Replace("\n", "\r\n", StringComparison.Ordinal).Utf8() },
            { "no newline at the end", text => text.TrimEnd('\n').Utf8() },
            { "blank lines between the parts", text => text.Replace("总交易单数", "\n  \n总交易单数", StringComparison.Ordinal).Utf8() },
            { "GBK", text => Gb(text) },
            { "GB18030, four bytes", text => Gb(text.Replace("Tea, 250 g", "茶 𠮷😀", StringComparison.Ordinal)) },
            { "full-width colons of 2014", text => FullWidthColons(text) },
            { "blanks and tabs in the header", text => text.Replace("商户号,", " 商户号\t, ", StringComparison.Ordinal).Utf8() },
            {
                "full-width commas in the header",
                text => text.Replace("退款类型,退款状态", "退款类型，退款状态", StringComparison.Ordinal).Utf8()
            },
            { "brackets of either width", text => text.Replace("退款金额,充", "退款金额（元）,充", StringComparison.Ordinal).Utf8() },
            { "money as 0.0 and 0", text => text.Replace("`0.00,`0.00,`,`,", "`0.0,`0,`,`,", StringComparison.Ordinal).Utf8() },
            { "a count written 3.0", text => text.Replace("`3,", "`3.0,", StringComparison.Ordinal).Utf8() },
            { "formula in a name", text => text.Replace("Tea, 250 g", "=2+1 @x \"quoted\" `tick", StringComparison.Ordinal).Utf8() },
            { "emoji in a name", text => text.Replace("Tea, 250 g", "🍵 茶", StringComparison.Ordinal).Utf8() },
            { "no name at all", text => text.Replace("Tea, 250 g", "", StringComparison.Ordinal).Utf8() },
            { "a trade type not known yet", text => text.Replace("`NATIVE", "`PALMPAY", StringComparison.Ordinal).Utf8() },
        };

    [Theory]
    [MemberData(nameof(Harmless))]
    public void Harmless_oddities_change_no_figure(string name, Func<string, byte[]> change)
    {
        var bytes = change(Good);
        Assert.False(bytes.AsSpan().SequenceEqual(Good.Utf8()), $"{name} changed nothing");

        var (reading, rows) = SampleRows.Read(bytes);

        Assert.Empty(reading.Problems.Kept);
        Assert.Empty(reading.Differences);
        Assert.Equal(
            (2, 1, 10_750L, 3_000L),
            (reading.Totals.Payments, reading.Totals.Refunds, reading.Totals.GrossMinor, reading.Totals.RefundMinor)
        );
        Assert.DoesNotContain(rows, row => row.Goods.Contains('\uFFFD', StringComparison.Ordinal));
    }

    [Fact]
    public void Columns_in_another_order_and_unknown_ones_are_bound_by_name()
    {
        var lines = Good.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        var turned = lines.Take(4).Select((line, at) => at == 0 ? Turn(line, ",", "") : '`' + Turn(line[1..], ",`", "extra")).ToArray();
        turned[0] = "新栏目," + turned[0];
        turned = [turned[0], .. turned[1..].Select(row => "`new," + row)];

        var (reading, rows) = SampleRows.Read(string.Join('\n', [.. turned, .. lines[4..]]).Utf8());

        Assert.Empty(reading.Problems.Kept);
        Assert.Equal(10_750, reading.Totals.GrossMinor);
        Assert.Equal(First.TransactionId, rows[0].TransactionId);

        static string Turn(string line, string separator, string _) => string.Join(separator, line.Split(separator).Reverse());
    }

    [Fact]
    public void A_day_without_payments_is_a_bill_too()
    {
        var (reading, _) = SampleRows.Read(SampleRows.Text([]).Utf8());
        Assert.Empty(reading.Problems.Kept);
        Assert.Equal(0, reading.Totals.Rows);
        Assert.Null(reading.LastDay);
    }

    [Fact]
    public void Rows_go_to_the_sub_merchant_where_there_is_one()
    {
        var text = Good.Replace("`1900000109,`0,", "`1900000109,`1600000001,", StringComparison.Ordinal);
        var (reading, rows) = SampleRows.Read(text.Utf8());
        Assert.All(rows, row => Assert.Equal("1600000001", row.MerchantNo));
        Assert.Equal("1900000109", reading.MerchantNo);
    }

    [Fact]
    public void A_revoked_payment_is_a_full_refund()
    {
        var text = SampleRows
            .Text(First)
            .Replace("`SUCCESS", "`REVOKED", StringComparison.Ordinal)
            .Replace("`0.60000", "`0.00000", StringComparison.Ordinal);
        var (reading, rows) = SampleRows.Read(text.Utf8());
        Assert.Empty(reading.Problems.Kept);
        Assert.Equal((0, 1, 10_000L), (reading.Totals.Payments, reading.Totals.Refunds, reading.Totals.RefundMinor));
        Assert.Equal("REVOKED-" + First.TransactionId, rows[0].RefundId);
    }

    [Theory]
    [InlineData("`3,`107.50", "`3,`107.51", "应结订单总金额", 10_750, 10_751)]
    [InlineData("`3,`107.50", "`4,`107.50", "总交易单数", 3, 4)]
    [InlineData("`0.47000,", "`0.48000,", "手续费总金额", 47, 48)]
    public void A_summary_that_disagrees_is_told_with_both_figures(string was, string becomes, string figure, long rows, long summary)
    {
        var (reading, _) = SampleRows.Read(Good.Replace(was, becomes, StringComparison.Ordinal).Utf8());
        Assert.Empty(reading.Problems.Kept);
        Assert.Equal([new BillDifference(figure, rows, summary)], reading.Differences);
    }

    [Fact]
    public void A_hundred_thousand_rows_pass_within_a_flat_memory()
    {
        var bytes = SampleRows.Bill(Enumerable.Range(1, 100_000).Select(n => SampleRows.Payment(n, n)));
        using var stream = new MemoryStream(bytes);
        var facts = BillEncoding.Examine(stream);
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var reading = WechatTradeBill.Read(stream, facts);
        var kept = GC.GetTotalMemory(forceFullCollection: true) - before;
        Assert.Equal(100_000, reading.Totals.Payments);
        Assert.InRange(kept, long.MinValue, 16 * 1024 * 1024);
    }

    private static byte[] Gb(string text)
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        return Encoding.GetEncoding("GB18030").GetBytes(text);
    }

    private static byte[] FullWidthColons(string text)
    {
        var lines = text.Split('\n');
        for (var i = 1; i <= 3; i++)
        {
            var time = lines[i][1..20];
            lines[i] = lines[i].Replace(time, time.Replace(':', '：').Replace(" ", "", StringComparison.Ordinal), StringComparison.Ordinal);
        }

        return string.Join('\n', lines).Utf8();
    }
}
