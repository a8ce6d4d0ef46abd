using Portal.Domain.Payments;

namespace Portal.Tests.Payments;

/// <summary>Bills that must be refused, each with the line, the column and the code it is refused for.</summary>
public class BadBillsTests
{
    private static readonly BillRow First = SampleRows.Payment(1, 10_000);
    private static readonly BillRow Second = SampleRows.Payment(2, 750);
    private static readonly BillRow Back = SampleRows.Refund(1, First, 3_000);

    private static string Good => SampleRows.Text(First, Second, Back);

    /// <summary>One value of one detail row replaced: row 2 is a payment, row 4 a refund.</summary>
    public static TheoryData<int, string, string, string> BadCells
    {
        get
        {
            var data = new TheoryData<int, string, string, string>();
            foreach (
                var column in (string[])["应结订单金额", "代金券金额", "退款金额", "充值券退款金额", "订单金额", "申请退款金额", "手续费"]
            )
            {
                foreach (var row in (int[])[2, 4])
                {
                    data.Add(row, column, "", PaymentsRefusals.BillValueMissing);
                    data.Add(row, column, "1e3", PaymentsRefusals.BillAmount);
                    data.Add(row, column, "1.2.3", PaymentsRefusals.BillAmount);
                    data.Add(row, column, "1 0", PaymentsRefusals.BillAmount);
                    data.Add(row, column, "1,000.00", PaymentsRefusals.BillAmount);
                    data.Add(row, column, "¥1.00", PaymentsRefusals.BillAmount);
                    data.Add(row, column, "１.00", PaymentsRefusals.BillAmount);
                    data.Add(row, column, ".50", PaymentsRefusals.BillAmount);
                    data.Add(row, column, "5.", PaymentsRefusals.BillAmount);
                    data.Add(row, column, "--1", PaymentsRefusals.BillAmount);
                    data.Add(row, column, "NaN", PaymentsRefusals.BillAmount);
                    data.Add(row, column, "0.001", PaymentsRefusals.BillAmountFraction);
                    data.Add(row, column, "99999999999999", PaymentsRefusals.BillAmountTooLarge);
                    data.Add(
                        row,
                        column,
                        column == "手续费" ? (row == 2 ? "-0.01" : "0.01") : "-0.01",
                        column == "手续费" ? PaymentsRefusals.BillFeeSign : PaymentsRefusals.BillAmountNegative
                    );
                }
            }

            foreach (
                var time in (string[])
                    [
                        "",
                        "2026-11-19",
                        "2026-02-30 09:00:00",
                        "2026-11-19 24:00:00",
                        "2026-11-19T09:00:00",
                        "19-11-2026 09:00:00",
                        "2026-11-19 9:00:00 ",
                        "1626-11-19 09:00:00",
                    ]
            )
            {
                data.Add(2, "交易时间", time, PaymentsRefusals.BillTime);
            }

            data.Add(2, "交易时间", "2026/11/19 9:00", PaymentsRefusals.BillTimeDamaged);
            data.Add(2, "微信订单号", "4.20000E+27", PaymentsRefusals.BillIdDamaged);
            data.Add(2, "商户订单号", "1.23457E+15", PaymentsRefusals.BillIdDamaged);
            data.Add(4, "微信退款单号", "5.03E+28", PaymentsRefusals.BillIdDamaged);
            data.Add(2, "微信订单号", "", PaymentsRefusals.BillValueMissing);
            data.Add(2, "微信订单号", "0", PaymentsRefusals.BillValueMissing);
            data.Add(2, "商户号", "", PaymentsRefusals.BillValueMissing);
            data.Add(2, "商户订单号", "", PaymentsRefusals.BillValueMissing);
            data.Add(4, "微信退款单号", "0", PaymentsRefusals.BillValueMissing);
            data.Add(2, "微信订单号", new string('4', 65), PaymentsRefusals.BillId);
            data.Add(2, "微信订单号", "42 00", PaymentsRefusals.BillId);
            data.Add(2, "商户号", "19\u0001", PaymentsRefusals.BillId);
            data.Add(2, "用户标识", new string('o', 129), PaymentsRefusals.BillTextTooLong);
            data.Add(2, "付款银行", new string('B', 33), PaymentsRefusals.BillId);
            data.Add(2, "货币种类", "USD", PaymentsRefusals.BillCurrency);
            data.Add(2, "货币种类", "", PaymentsRefusals.BillCurrency);
            data.Add(2, "交易状态", "success", PaymentsRefusals.BillStateUnknown);
            data.Add(2, "交易状态", "", PaymentsRefusals.BillStateUnknown);
            data.Add(2, "交易状态", "PAYERROR", PaymentsRefusals.BillStateUnknown);
            data.Add(4, "退款状态", "", PaymentsRefusals.BillRefundStateUnknown);
            data.Add(4, "退款状态", "DONE", PaymentsRefusals.BillRefundStateUnknown);
            return data;
        }
    }

    [Theory]
    [MemberData(nameof(BadCells))]
    public void One_bad_value_refuses_the_bill_and_names_its_place(int line, string column, string value, string code)
    {
        var (reading, _) = SampleRows.Read(WithCell(Good, line, column, value).Utf8());

        var problem = Assert.Single(reading.Problems.Kept);
        var ordinal = Array.IndexOf(Good.Split('\n')[0].Split(','), column) + 1;
        Assert.Equal((line, column, ordinal, code), (problem.Line, problem.Column, problem.Ordinal, problem.Code));
    }

    public static TheoryData<string, string, int, string> BadFiles =>
        new()
        {
            { "empty", "", 1, PaymentsRefusals.BillEmpty },
            { "blank", " \n\n ", 1, PaymentsRefusals.BillEmpty },
            { "zip", "PK\u0003\u0004rest", 1, PaymentsRefusals.BillArchive },
            { "html", "<!DOCTYPE html><html><body>502</body></html>", 1, PaymentsRefusals.BillHtml },
            {
                "xml error",
                "<xml><return_code><![CDATA[FAIL]]></return_code><return_msg><![CDATA[No Bill Exist]]></return_msg><error_code><![CDATA[20002]]></error_code></xml>",
                1,
                PaymentsRefusals.BillProviderError
            },
            { "json error", """{"code":"NO_STATEMENT_EXIST","message":"账单文件不存在"}""", 1, PaymentsRefusals.BillProviderError },
            { "personal", "微信支付账单明细,,,,,,,,\n微信昵称：[某],,,,\n", 1, PaymentsRefusals.BillPersonal },
            { "personal receipt", "微信支付电子客户回单\n", 1, PaymentsRefusals.BillPersonal },
            { "alipay", "#支付宝业务明细查询\n", 1, PaymentsRefusals.BillAlipay },
            { "fund flow", "记账时间,微信支付业务单号,资金流水单号\n", 1, PaymentsRefusals.BillFundFlow },
            { "another table", "a,b,c\n1,2,3\n", 1, PaymentsRefusals.BillHeaderMissing },
            { "NUL bytes", "交易\0时间", 1, PaymentsRefusals.BillEncoding },
            { "no header", Lines(Good)[1..].Joined(), 1, PaymentsRefusals.BillHeaderMissing },
            { "no summary", Lines(Good)[..4].Joined(), 4, PaymentsRefusals.BillSummaryMissing },
            { "no summary row", Lines(Good)[..5].Joined(), 5, PaymentsRefusals.BillSummaryMissing },
            { "rows after the summary", Good + Lines(Good)[1], 7, PaymentsRefusals.BillAfterSummary },
            { "summary cut", Good.TrimEnd('\n')[..^8], 6, PaymentsRefusals.BillCellCount },
            { "summary of words", Good.Replace("`3,", "`three,", StringComparison.Ordinal), 6, PaymentsRefusals.BillAmount },
            { "the same payment twice", Lines(Good).With(2, Lines(Good)[1]).Joined(), 3, PaymentsRefusals.BillRowTwice },
            { "the same refund twice", Lines(Good).With(4, Lines(Good)[3]).Joined(), 5, PaymentsRefusals.BillRowTwice },
            {
                "a row without back-ticks",
                Lines(Good).With(2, Lines(Good)[1].Replace("`", "", StringComparison.Ordinal)).Joined(),
                3,
                PaymentsRefusals.BillNoBacktick
            },
            {
                "saved by a spreadsheet",
                Lines(Good).With(2, "2026/11/19 10:00,wx0,1900000109,0,,4.20000E+27,A1").Joined(),
                3,
                PaymentsRefusals.BillIdDamaged
            },
            {
                "a value too few",
                Lines(Good).With(2, Lines(Good)[1][..Lines(Good)[1].LastIndexOf(",`", StringComparison.Ordinal)]).Joined(),
                3,
                PaymentsRefusals.BillCellCount
            },
            { "a value too many", Lines(Good).With(2, Lines(Good)[1] + ",`").Joined(), 3, PaymentsRefusals.BillCellCount },
            { "a row far too long", Lines(Good).With(2, "`" + new string('x', 40_000)).Joined(), 3, PaymentsRefusals.BillLineTooLong },
            { "a column twice", Good.Replace("费率备注", "费率", StringComparison.Ordinal), 1, PaymentsRefusals.BillColumnTwice },
        };

    [Theory]
    [MemberData(nameof(BadFiles))]
    public void A_file_that_is_no_whole_bill_is_refused(string name, string text, int line, string code)
    {
        var (reading, _) = SampleRows.Read(text.Utf8());
        Assert.Contains(reading.Problems.Kept, problem => problem.Line == line && problem.Code == code);
        Assert.True(reading.Problems.Any, name);
    }

    [Theory]
    [InlineData("交易时间")]
    [InlineData("商户号")]
    [InlineData("微信订单号")]
    [InlineData("商户订单号")]
    [InlineData("交易类型")]
    [InlineData("交易状态")]
    [InlineData("货币种类")]
    [InlineData("应结订单金额")]
    [InlineData("手续费")]
    [InlineData("微信退款单号")]
    [InlineData("退款金额")]
    [InlineData("退款状态")]
    public void A_missing_column_is_named(string column)
    {
        var header = Lines(Good)[0].Split(',');
        header[Array.IndexOf(header, column)] = "别的";
        var (reading, _) = SampleRows.Read((string.Join(',', header) + Good[Good.IndexOf('\n', StringComparison.Ordinal)..]).Utf8());
        var problem = Assert.Single(reading.Problems.Kept);
        Assert.Equal((1, column, PaymentsRefusals.BillColumnMissing), (problem.Line, problem.Column, problem.Code));
    }

    [Fact]
    public void Bytes_of_no_encoding_are_refused()
    {
        var bytes = Good.Utf8();
        bytes[^3] = 0xFF;
        var (reading, _) = SampleRows.Read(bytes);
        Assert.Equal(PaymentsRefusals.BillEncoding, Assert.Single(reading.Problems.Kept).Code);
    }

    [Fact]
    public void A_file_cut_anywhere_is_never_taken_for_a_whole_one()
    {
        var bytes = Good.Utf8();
        for (var length = 0; length < bytes.Length - 1; length++)
        {
            var (reading, _) = SampleRows.Read(bytes[..length]);
            // The last figures of the summary may lose digits and stay well formed; then they disagree with the rows.
            Assert.True(reading.Problems.Any || reading.Differences.Count > 0 || length >= bytes.Length - 4, $"cut at {length}");
        }
    }

    [Fact]
    public void Every_error_is_told_and_the_list_is_bounded()
    {
        var bad = SampleRows
            .Text(Enumerable.Range(1, 1_500).Select(n => SampleRows.Payment(n, 100)))
            .Replace("`CNY", "`USD", StringComparison.Ordinal);
        var (reading, rows) = SampleRows.Read(bad.Utf8());
        Assert.Empty(rows);
        Assert.Equal(1_500, reading.Problems.Count);
        Assert.Equal(BillProblems.KeptMax, reading.Problems.Kept.Count);
        Assert.Equal(Enumerable.Range(2, 1_000), reading.Problems.Kept.Select(problem => problem.Line));
    }

    [Fact]
    public void A_row_with_three_faults_tells_all_three()
    {
        var text = WithCell(WithCell(WithCell(Good, 3, "货币种类", "EUR"), 3, "应结订单金额", "x"), 3, "交易时间", "now");
        var (reading, _) = SampleRows.Read(text.Utf8());
        Assert.Equal(
            [PaymentsRefusals.BillCurrency, PaymentsRefusals.BillAmount, PaymentsRefusals.BillTime],
            reading.Problems.Kept.Select(problem => problem.Code)
        );
    }

    private static List<string> Lines(string text) => [.. text.TrimEnd('\n').Split('\n')];

    private static string WithCell(string text, int line, string column, string value)
    {
        var lines = text.Split('\n');
        var at = Array.IndexOf(lines[0].Split(','), column);
        var cells = lines[line - 1][1..].Split(",`");
        cells[at] = value;
        lines[line - 1] = '`' + string.Join(",`", cells);
        return string.Join('\n', lines);
    }
}

file static class Joining
{
    public static string Joined(this IEnumerable<string> lines) => string.Join('\n', lines) + '\n';

    public static List<string> With(this List<string> lines, int at, string line)
    {
        lines.Insert(at, line);
        return lines;
    }
}
