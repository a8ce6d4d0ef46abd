using System.Text;
using Portal.Domain.Payments;

namespace Portal.Tests.Payments;

/// <summary>
/// Files broken in one place, made from whole ones: each must be refused at that line and column with its reason, while the whole one beside it
/// is taken.
/// </summary>
public class BadFormatsTests
{
    /// <summary>A place in a sample: its line, its column and what the value becomes.</summary>
    private sealed record Break(int Line, string Column, string Value, string Code);

    private static readonly string[] NoAmounts = ["1e3", "1.2.3", "1 0", "¥1.00", ".50", "5.", "--1", "NaN", "0x10"];

    [Fact]
    public void A_hundred_and_fifty_broken_values_are_each_refused_at_their_place()
    {
        var counted = 0;
        foreach (var (format, breaks) in Breaks())
        {
            var whole = Text(format);
            Assert.Empty(FormatSamples.Read(format, Encoded(format, whole)).Reading.Problems.Kept);
            foreach (var one in breaks)
            {
                var (broken, ordinal) = With(format, whole, one);
                var problems = FormatSamples.Read(format, Encoded(format, broken)).Reading.Problems;
                var problem = problems.Kept.Count > 0 ? problems.Kept[0] : null;
                Assert.True(problem is not null, $"{format} took {one}");
                Assert.Equal(
                    (format, one.Line, one.Column, (int?)ordinal, one.Code),
                    (format, problem.Line, problem.Column, problem.Ordinal, problem.Code)
                );
                Assert.Equal(1, problems.Count);
                counted++;
            }
        }

        Assert.True(counted >= 150, $"{counted} variants");
    }

    [Fact]
    public void Every_missing_or_doubled_column_is_named()
    {
        (string Format, int Line, string[] Columns)[] required =
        [
            (
                BillFormats.WechatFund,
                1,
                ["记账时间", "微信支付业务单号", "资金流水单号", "业务名称", "业务类型", "收支类型", "收支金额", "账户结余"]
            ),
            (
                BillFormats.AlipayTrade,
                5,
                ["支付宝交易号", "商户订单号", "业务类型", "完成时间", "订单金额", "商家实收", "退款批次号/请求号", "服务费"]
            ),
            (BillFormats.AlipayDetail, 5, ["账务流水号", "发生时间", "收入金额", "支出金额", "业务类型"]),
            (BillFormats.StripePayout, 1, ["created_utc", "currency", "gross", "fee", "net", "reporting_category"]),
            (BillFormats.Mapped, 1, ["when", "no", "order", "fee", "what", "item"]),
        ];
        foreach (var (format, line, columns) in required)
        {
            var lines = Text(format).Split('\n');
            foreach (var column in columns)
            {
                var names = lines[line - 1].Split(format == BillFormats.Mapped ? ';' : ',');
                var at = Array.FindIndex(names, name => BillTable.Plain(name) == column);
                var missing = Header(lines, line, names, at, "别的", format);
                var problem = FormatSamples.Read(format, Encoded(format, missing)).Reading.Problems.Kept[0];
                Assert.Equal((line, column, PaymentsRefusals.BillColumnMissing), (problem.Line, problem.Column, problem.Code));
            }

            var all = lines[line - 1].Split(format == BillFormats.Mapped ? ';' : ',');
            var doubled = Header(lines, line, all, all.Length - 1, BillTable.Plain(all[1]), format);
            var twice = FormatSamples.Read(format, Encoded(format, doubled)).Reading.Problems.Kept;
            Assert.Contains(twice, one => one.Code == PaymentsRefusals.BillColumnTwice && one.Ordinal == all.Length && one.Line == line);
        }
    }

    [Theory]
    [InlineData(BillFormats.WechatFund)]
    [InlineData(BillFormats.AlipayTrade)]
    [InlineData(BillFormats.AlipayDetail)]
    public void A_file_cut_anywhere_is_never_taken_for_a_whole_one(string format)
    {
        var text = Text(format);
        var end = format == BillFormats.WechatFund ? text.TrimEnd().Length - 4 : text.IndexOf("#导出时间", StringComparison.Ordinal) - 2;
        for (var length = 0; length < end; length += 3)
        {
            var reading = FormatSamples.Read(format, Encoded(format, text[..length])).Reading;
            // Whole figures of a footer may be cut off: what is left of them disagrees, or only a second one is missing.
            var told = reading.Problems.Any || reading.Differences.Count > 0;
            Assert.True(told || text[..length].Contains("列表结束", StringComparison.Ordinal), $"{format} cut at {length}");
        }
    }

    [Theory]
    [InlineData(BillFormats.WechatFund)]
    [InlineData(BillFormats.AlipayTrade)]
    [InlineData(BillFormats.AlipayDetail)]
    [InlineData(BillFormats.StripePayout)]
    [InlineData(BillFormats.Mapped)]
    public void What_is_no_bill_at_all_is_refused_with_the_right_sentence(string format)
    {
        (string Text, string Code)[] files =
        [
            ("", PaymentsRefusals.BillEmpty),
            (" \n\n", PaymentsRefusals.BillEmpty),
            ("<!DOCTYPE html><html>502</html>", PaymentsRefusals.BillHtml),
            ("""{"code":"NO_STATEMENT_EXIST","message":"账单文件不存在"}""", PaymentsRefusals.BillProviderError),
            ("<xml><error_code>20002</error_code><return_msg>No Bill Exist</return_msg></xml>", PaymentsRefusals.BillProviderError),
            ("微信支付账单明细,,,\n微信昵称：[某]\n", PaymentsRefusals.BillPersonal),
            ("支付宝交易记录明细查询\n账号:[x]\n", PaymentsRefusals.BillPersonal),
            ("电子客户回单\n", PaymentsRefusals.BillPersonal),
        ];
        foreach (var (text, code) in files)
        {
            Assert.Equal(code, Assert.Single(FormatSamples.Read(format, text.Utf8()).Reading.Problems.Kept).Code);
        }

        var zip = FormatSamples.Read(format, FormatSamples.Zip(("a.csv", "x".Utf8()))).Reading.Problems.Kept;
        var isAlipay = format is BillFormats.AlipayTrade or BillFormats.AlipayDetail;
        Assert.Equal(isAlipay ? PaymentsRefusals.BillAlipayNoDetail : PaymentsRefusals.BillArchive, Assert.Single(zip).Code);
        var mixed = format == BillFormats.WechatFund ? FormatSamples.Stripe : FormatSamples.Fund;
        var other = FormatSamples.Read(format, mixed.Utf8()).Reading.Problems.Kept;
        Assert.Contains(other[0].Code, (string[])[PaymentsRefusals.BillOtherFormat, PaymentsRefusals.BillHeaderMissing]);
    }

    [Fact]
    public void Archives_that_mean_harm_are_not_unpacked()
    {
        var day = FormatSamples.Gbk.GetBytes(FormatSamples.AlipayDay);
        (byte[] File, string Code)[] archives =
        [
            (
                FormatSamples.Zip([.. Enumerable.Range(0, 10_000).Select(n => ($"{n}.csv", Array.Empty<byte>()))]),
                PaymentsRefusals.BillArchiveMembers
            ),
            (FormatSamples.Zip(("../x.csv", day)), PaymentsRefusals.BillArchivePath),
            (FormatSamples.Zip(("/etc/x.csv", day)), PaymentsRefusals.BillArchivePath),
            (FormatSamples.Zip(("c:\\x.csv", day)), PaymentsRefusals.BillArchivePath),
            (FormatSamples.Zip(("inner.zip", FormatSamples.AlipayZip())), PaymentsRefusals.BillArchiveNested),
            (FormatSamples.Zip(("inner.csv", FormatSamples.AlipayZip())), PaymentsRefusals.BillArchiveNested),
            (FormatSamples.Zip(("bomb.csv", new byte[20 << 20])), PaymentsRefusals.BillArchiveBomb),
            (FormatSamples.AlipayZip()[..200], PaymentsRefusals.BillArchiveDamaged),
        ];
        foreach (var (file, code) in archives)
        {
            Assert.Equal(code, FormatSamples.Read(BillFormats.AlipayTrade, file).Reading.Problems.Kept[0].Code);
        }

        var onlyTotals = FormatSamples.Zip(("汇总.csv", FormatSamples.Gbk.GetBytes(FormatSamples.AlipaySummary())));
        Assert.Equal(
            PaymentsRefusals.BillAlipayNoDetail,
            FormatSamples.Read(BillFormats.AlipayTrade, onlyTotals).Reading.Problems.Kept[0].Code
        );
    }

    [Fact]
    public void A_fault_in_an_archive_names_its_member()
    {
        var bad = FormatSamples.AlipayDay.Replace(",100.00,100.00,", ",100.00,1e2,", StringComparison.Ordinal);
        var problem = Assert.Single(FormatSamples.Read(BillFormats.AlipayTrade, FormatSamples.AlipayZip(bad)).Reading.Problems.Kept);
        Assert.Equal(("20880000000000010156_20261119_业务明细.csv", 6, "商家实收"), (problem.Member, problem.Line, problem.Column));
    }

    private static IEnumerable<(string Format, List<Break> Breaks)> Breaks()
    {
        yield return (
            BillFormats.WechatFund,
            [
                .. Amounts([2, 5], ["收支金额", "账户结余"]),
                .. new[] { "", "2026-11-19", "2026-02-30 09:00:00", "2026-11-19 24:00:00" }.Select(value => Time(2, "记账时间", value)),
                new(2, "记账时间", "2026/11/19 9:00", PaymentsRefusals.BillTimeDamaged),
                new(2, "收支类型", "", PaymentsRefusals.BillDirectionUnknown),
                new(3, "收支类型", "转出", PaymentsRefusals.BillDirectionUnknown),
                new(4, "收支金额", "-1.00", PaymentsRefusals.BillAmountNegative),
                new(2, "资金流水单号", "", PaymentsRefusals.BillValueMissing),
                new(2, "资金流水单号", "1.23E+20", PaymentsRefusals.BillIdDamaged),
                new(3, "微信支付业务单号", "4.20000E+27", PaymentsRefusals.BillIdDamaged),
                new(3, "业务凭证号", new string('A', 65), PaymentsRefusals.BillId),
            ]
        );
        yield return (
            BillFormats.AlipayTrade,
            [
                .. Amounts([6, 7], ["订单金额", "商家实收", "服务费"]),
                .. new[] { "", "2026-11-19", "2026-13-01 09:00:00" }.Select(value => Time(6, "完成时间", value)),
                new(6, "完成时间", "2026/11/19 9:10", PaymentsRefusals.BillTimeDamaged),
                new(6, "业务类型", "部分退款", PaymentsRefusals.BillStateUnknown),
                new(6, "业务类型", "", PaymentsRefusals.BillStateUnknown),
                new(6, "商家实收", "-100.00", PaymentsRefusals.BillAmountNegative),
                new(8, "商家实收", "50.00", PaymentsRefusals.BillRefundSign),
                new(8, "订单金额", "50.00", PaymentsRefusals.BillRefundSign),
                new(6, "服务费", "0.60", PaymentsRefusals.BillFeeSign),
                new(8, "服务费", "-0.30", PaymentsRefusals.BillFeeSign),
                new(6, "支付宝交易号", "2.02611E+27", PaymentsRefusals.BillIdDamaged),
                new(6, "支付宝交易号", "", PaymentsRefusals.BillValueMissing),
                new(7, "商户订单号", "", PaymentsRefusals.BillValueMissing),
                new(7, "商户订单号", "A 2", PaymentsRefusals.BillId),
                new(8, "退款批次号/请求号", new string('R', 65), PaymentsRefusals.BillId),
                new(7, "分润", "x", PaymentsRefusals.BillAmount),
            ]
        );
        yield return (
            BillFormats.AlipayDetail,
            [
                .. Amounts([6], ["收入金额", "账户余额"], missing: false),
                .. NoAmounts.Select(value => new Break(7, "支出金额", value, PaymentsRefusals.BillAmount)),
                .. new[] { "", "now", "2026-11-31 00:00:00" }.Select(value => Time(6, "发生时间", value)),
                new(6, "收入金额", "-5.00", PaymentsRefusals.BillAmountNegative),
                new(6, "支出金额", "-5.00", PaymentsRefusals.BillBothWays),
                new(6, "账务流水号", "", PaymentsRefusals.BillValueMissing),
                new(6, "账务流水号", "1.0E+17", PaymentsRefusals.BillIdDamaged),
                new(7, "业务流水号", "a b", PaymentsRefusals.BillId),
            ]
        );
        yield return (
            BillFormats.StripePayout,
            [
                .. Amounts([2, 3], ["gross", "fee", "net"]),
                .. new[] { "19.11.2026", "2026-11-19 25:00:00", "1999-01-01 00:00:00" }.Select(value => new Break(
                    2,
                    "created_utc",
                    value,
                    PaymentsRefusals.BillTimeForm
                )),
                new(2, "created_utc", "", PaymentsRefusals.BillValueMissing),
                new(2, "currency", "xxx", PaymentsRefusals.BillCurrencyUnknown),
                new(2, "currency", "", PaymentsRefusals.BillCurrencyUnknown),
                new(3, "currency", "usd", PaymentsRefusals.BillStripeCurrencies),
                new(2, "net", "39.16", PaymentsRefusals.BillNetDiffers),
                .. new[] { "40,00", "4.000,00" }.Select(value => new Break(2, "gross", $"\"{value}\"", PaymentsRefusals.BillAmount)),
                new(2, "balance_transaction_id", "", PaymentsRefusals.BillValueMissing),
                new(2, "balance_transaction_id", "1.5E+10", PaymentsRefusals.BillIdDamaged),
                new(2, "reporting_category", "", PaymentsRefusals.BillValueMissing),
                new(4, "source_id", new string('s', 65), PaymentsRefusals.BillId),
            ]
        );
        yield return (
            BillFormats.Mapped,
            [
                .. Amounts([2, 4], ["sum"]),
                .. NoAmounts.Select(value => new Break(2, "fee", value, PaymentsRefusals.BillAmount)),
                new(2, "when", "2026-11-19 10:00", PaymentsRefusals.BillTimeForm),
                new(2, "when", "", PaymentsRefusals.BillValueMissing),
                new(2, "sum", "-1.00", PaymentsRefusals.BillAmountNegative),
                new(2, "fee", "-0.60", PaymentsRefusals.BillFeeSign),
                new(4, "fee", "0.18", PaymentsRefusals.BillFeeSign),
                .. new[] { "1.250", "1,250", "-1.000" }.Select(value => new Break(2, "sum", value, PaymentsRefusals.BillAmountTwoWays)),
                new(2, "fee", "1.000", PaymentsRefusals.BillAmountTwoWays),
                new(3, "no", "NOTPROVIDED", PaymentsRefusals.BillValueMissing),
                new(3, "no", "0000", PaymentsRefusals.BillValueMissing),
                new(2, "no", "", PaymentsRefusals.BillValueMissing),
                new(2, "no", "4.2E+27", PaymentsRefusals.BillIdDamaged),
            ]
        );
    }

    private static IEnumerable<Break> Amounts(int[] lines, string[] columns, bool missing = true) =>
        from line in lines
        from column in columns
        from pair in NoAmounts
            .Select(value => (value, PaymentsRefusals.BillAmount))
            .Concat([("0.0001", PaymentsRefusals.BillAmountFraction), ("99999999999999", PaymentsRefusals.BillAmountTooLarge)])
            .Concat(missing ? [("", PaymentsRefusals.BillValueMissing)] : [])
        select new Break(line, column, pair.Item1, pair.Item2);

    private static Break Time(int line, string column, string value) =>
        new(line, column, value, value.Length == 0 ? PaymentsRefusals.BillValueMissing : PaymentsRefusals.BillTime);

    private static string Text(string format) =>
        (format is BillFormats.AlipayTrade or BillFormats.AlipayDetail ? FormatSamples.Gbk : Encoding.UTF8).GetString(
            FormatSamples.Bytes(format)
        );

    private static byte[] Encoded(string format, string text) =>
        format is BillFormats.AlipayTrade or BillFormats.AlipayDetail ? FormatSamples.Gbk.GetBytes(text) : text.Utf8();

    private static string Header(string[] lines, int line, string[] names, int at, string name, string format)
    {
        var changed = names.ToArray();
        changed[at] = name;
        var all = lines.ToArray();
        all[line - 1] = string.Join(format == BillFormats.Mapped ? ';' : ',', changed);
        return string.Join('\n', all);
    }

    /// <summary>The file with one value replaced, and the 1-based place of its column.</summary>
    private static (string Text, int Ordinal) With(string format, string text, Break one)
    {
        var lines = text.Split('\n');
        var header = format is BillFormats.AlipayTrade or BillFormats.AlipayDetail ? 4 : 0;
        var separator = format == BillFormats.Mapped ? ";" : ",";
        var at = Array.FindIndex(lines[header].Split(separator), name => BillTable.Plain(name) == one.Column);
        var ticks = format == BillFormats.WechatFund;
        // Nothing but the first rows' own separators: no sample quotes a separator before the column that is broken.
        var cells = ticks ? lines[one.Line - 1][1..].Split(",`") : lines[one.Line - 1].Split(separator);
        cells[at] = one.Value;
        lines[one.Line - 1] = ticks ? '`' + string.Join(",`", cells) : string.Join(separator, cells);
        return (string.Join('\n', lines), at + 1);
    }
}
