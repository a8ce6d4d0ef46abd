using System.Text;
using Portal.Domain.Kernel;
using Portal.Domain.Payments;

namespace Portal.Tests.Payments;

/// <summary>What each format must read, quirks included.</summary>
public class FormatTests
{
    public static TheoryData<string> All => [.. BillFormats.Names];

    [Theory]
    [MemberData(nameof(All))]
    public void Every_sample_is_whole_and_is_recognised(string format)
    {
        var bytes = FormatSamples.Bytes(format);
        var (reading, rows, movements) = FormatSamples.Read(format, bytes);
        Assert.Empty(reading.Problems.Kept);
        Assert.Empty(reading.Differences);
        Assert.True(rows.Count + movements.Count >= 2);
        using var stream = new MemoryStream(bytes);
        Assert.Equal(format == BillFormats.Mapped ? null : format, BillFormats.GuessOf(stream, BillEncoding.Examine(stream)));
    }

    [Theory]
    [MemberData(nameof(All))]
    public void Byte_order_mark_line_ends_and_a_missing_last_line_end_do_no_harm(string format)
    {
        var text = (format is BillFormats.AlipayTrade or BillFormats.AlipayDetail ? FormatSamples.Gbk : Encoding.UTF8).GetString(
            FormatSamples.Bytes(format)
        );
        var (first, rows, movements) = FormatSamples.Read(format, text.Utf8());
        byte[][] variants =
        [
            [.. Encoding.UTF8.Preamble, .. text.TrimStart('\uFEFF').Utf8()],
            text.Replace("\n", "\r\n", StringComparison.Ordinal).Utf8(),
            text.TrimEnd('\n').Utf8(),
            FormatSamples.Gbk.GetBytes(text.TrimStart('\uFEFF')),
        ];
        foreach (var variant in variants)
        {
            var (again, sameRows, sameMovements) = FormatSamples.Read(format, variant);
            Assert.Equal((first.Totals, first.Movements, 0), (again.Totals, again.Movements, again.Problems.Count));
            Assert.Equal(rows.Count, sameRows.Count);
            Assert.Equal(movements.Select(row => row.MovementId), sameMovements.Select(row => row.MovementId));
        }
    }

    [Fact]
    public void A_fund_bill_tells_what_moved_and_what_is_left()
    {
        var (reading, _, rows) = FormatSamples.Read(BillFormats.WechatFund, FormatSamples.Fund.Utf8());
        Assert.Equal((100_000L, 6_958L, 4), (reading.OpeningMinor, reading.ClosingMinor, reading.Movements));
        Assert.Equal([MovementKind.Payment, MovementKind.Fee, MovementKind.Refund, MovementKind.Withdrawal], rows.Select(row => row.Kind));
        Assert.Equal([10_000L, -60, -2_982, -100_000], rows.Select(row => row.AmountMinor));
        // The refund is net of the fee given back: 18 fen are inside it, not beside it.
        Assert.Equal([0L, 0, 18, 0], rows.Select(row => row.FeeInsideMinor));
        Assert.Equal("充值/提现 · 提现", rows[3].Words);
    }

    [Theory]
    [InlineData("`1099.40", "`1099.41", "账户结余 #3")]
    [InlineData("`4.0,", "`5.0,", "资金流水总笔数")]
    [InlineData("`1030.42", "`1030.43", "支出金额")]
    [InlineData("`1.0,`100.00", "`1.0,`100.01", "收入金额")]
    public void A_fund_bill_that_does_not_add_up_is_held(string old, string now, string figure)
    {
        var (reading, _, _) = FormatSamples.Read(
            BillFormats.WechatFund,
            FormatSamples.Fund.Replace(old, now, StringComparison.Ordinal).Utf8()
        );
        Assert.False(reading.Problems.Any);
        Assert.Contains(figure, reading.Differences.Select(one => one.Figure));
    }

    [Fact]
    public void Words_nobody_knows_are_kept_as_they_are()
    {
        var text = FormatSamples.Fund.Replace("`交易,`交易,`收入", "`春节活动,`红包退回,`收入", StringComparison.Ordinal);
        var (reading, _, rows) = FormatSamples.Read(BillFormats.WechatFund, text.Utf8());
        Assert.False(reading.Problems.Any);
        Assert.Equal((MovementKind.Other, "春节活动 · 红包退回"), (rows[0].Kind, rows[0].Words));
    }

    [Fact]
    public void An_Alipay_day_reads_the_same_alone_and_from_its_archive()
    {
        var (alone, rows, _) = FormatSamples.Read(BillFormats.AlipayTrade, FormatSamples.Gbk.GetBytes(FormatSamples.AlipayDay));
        var (zipped, _, _) = FormatSamples.Read(BillFormats.AlipayTrade, FormatSamples.AlipayZip());
        Assert.Empty(zipped.Problems.Kept);
        Assert.Empty(zipped.Differences);
        Assert.Equal(alone.Totals, zipped.Totals);
        Assert.Equal(new BillTotals(2, 1, 10_750, 5_000, 65, 30, 10_750, 5_000, 0), alone.Totals);
        Assert.Equal((FormatSamples.Partner, new DateOnly(2026, 11, 19)), (alone.MerchantNo, alone.LastDay));
        var refund = rows[2];
        Assert.Equal(($"{FormatSamples.AlipayNo(1)}:R1", "R1", -30L), (refund.RefundId, refund.RefundNo, refund.FeeMinor));
        Assert.Equal(new DateTime(2026, 11, 19, 7, 0, 0, DateTimeKind.Utc), refund.OccurredUtc);
    }

    [Fact]
    public void Two_members_of_details_are_one_bill_and_other_members_are_left_alone()
    {
        var second = FormatSamples.Alipay([FormatSamples.AlipayPayment(9, "1.00", "-0.01")], 1, "1.00", 0, "0.00");
        var bytes = FormatSamples.Zip(
            ("a.csv", FormatSamples.Gbk.GetBytes(FormatSamples.AlipayDay)),
            ("说明.txt", FormatSamples.Gbk.GetBytes("read me")),
            ("b.csv", FormatSamples.Gbk.GetBytes(second))
        );
        var (reading, rows, _) = FormatSamples.Read(BillFormats.AlipayTrade, bytes);
        Assert.Empty(reading.Problems.Kept);
        Assert.Empty(reading.Differences);
        Assert.Equal((3, 10_850L), (reading.Totals.Payments, reading.Totals.GrossMinor));
        Assert.Equal(4, rows.Count);
    }

    [Theory]
    [InlineData("-0.35", "57.15", "-0.60", "0.30", false, true)]
    [InlineData("0.35", "57.15", "0.60", "-0.30", false, true)]
    [InlineData("0.00", "57.50", "-0.60", "0.30", false, false)]
    public void The_sign_of_the_service_fee_is_found_out_by_the_totals(
        string summaryFee,
        string net,
        string fee,
        string back,
        bool positiveSetting,
        bool agrees
    )
    {
        var second = fee.StartsWith('-') ? "-0.05" : "0.05";
        var day = FormatSamples.Alipay(
            [
                FormatSamples.AlipayPayment(1, fee: fee),
                FormatSamples.AlipayPayment(2, "7.50", second),
                FormatSamples.AlipayRefund(1, "R1", fee: back),
            ],
            2,
            "107.50",
            1,
            "-50.00"
        );
        var options = BillOptions.None with { PositiveFees = positiveSetting ? FormatSamples.Partner : null };
        var bytes = FormatSamples.AlipayZip(day, FormatSamples.AlipaySummary(fee: summaryFee, net: net));
        var (reading, _, _) = FormatSamples.Read(BillFormats.AlipayTrade, bytes, options);
        Assert.Empty(reading.Problems.Kept);
        Assert.Equal((65L, 30L), (reading.Totals.FeeMinor, reading.Totals.FeeReturnedMinor));
        Assert.Equal(agrees, reading.Differences.Count == 0);
    }

    [Fact]
    public void Without_totals_the_account_says_how_its_fees_are_written()
    {
        var day = FormatSamples.Gbk.GetBytes(FormatSamples.Alipay([FormatSamples.AlipayPayment(1, fee: "0.60")], 1, "100.00", 0, "0.00"));
        var positive = BillOptions.None with { PositiveFees = FormatSamples.Partner };
        Assert.Equal(60, FormatSamples.Read(BillFormats.AlipayTrade, day, positive).Reading.Totals.FeeMinor);
        var refused = FormatSamples.Read(BillFormats.AlipayTrade, day, BillOptions.None).Reading.Problems.Kept;
        Assert.Equal((6, "服务费", PaymentsRefusals.BillFeeSign), (refused[0].Line, refused[0].Column, refused[0].Code));
    }

    /// <summary>received − fee − share = net on the totals line, in whichever sign the account writes what it was charged.</summary>
    [Theory]
    [InlineData("-0.60", "0.30", "-10.00", "5.00", "-0.35", "-5.00", "52.15", false)]
    [InlineData("0.60", "-0.30", "10.00", "-5.00", "0.35", "5.00", "52.15", true)]
    [InlineData("0.00", "0.00", "-10.00", "5.00", "0.00", "-5.00", "52.50", false)]
    [InlineData("0.00", "0.00", "10.00", "-5.00", "0.00", "5.00", "52.50", true)]
    public void Profit_share_of_Alipay_is_a_cost_at_the_gateway_beside_its_fee(
        string fee,
        string back,
        string share,
        string shareBack,
        string summaryFee,
        string summaryShare,
        string net,
        bool positive
    )
    {
        var second =
            fee == "0.00" ? "0.00"
            : positive ? "0.05"
            : "-0.05";
        var day = FormatSamples.Alipay(
            [
                FormatSamples.AlipayPayment(1, fee: fee, share: share),
                FormatSamples.AlipayPayment(2, "7.50", second),
                FormatSamples.AlipayRefund(1, "R1", fee: back, share: shareBack),
            ],
            2,
            "107.50",
            1,
            "-50.00"
        );
        var summary = FormatSamples.AlipaySummary(fee: summaryFee, share: summaryShare, net: net);
        var (reading, rows, _) = FormatSamples.Read(BillFormats.AlipayTrade, FormatSamples.AlipayZip(day, summary));
        Assert.Empty(reading.Problems.Kept);
        Assert.Empty(reading.Differences);
        Assert.Equal(500, reading.Totals.ShareMinor);
        Assert.Equal([1_000L, 0L, -500L], rows.Select(row => row.ShareMinor));
        // What the gateway owes for the day is what its totals line says is left.
        var totals = reading.Totals;
        Assert.Equal(net, Money.Cny(totals.GrossMinor - totals.RefundMinor - totals.FeeMinor + totals.FeeReturnedMinor).ToPlainString());
    }

    [Fact]
    public void A_profit_share_that_the_totals_do_not_know_holds_the_bill()
    {
        var day = FormatSamples.Alipay([FormatSamples.AlipayPayment(1, share: "-10.00")], 1, "100.00", 0, "0.00");
        var summary = FormatSamples
            .AlipaySummary("100.00", "-0.60", "90.39", "-9.01")
            .Replace("合计,,2,1", "合计,,1,0", StringComparison.Ordinal);
        var differences = FormatSamples.Read(BillFormats.AlipayTrade, FormatSamples.AlipayZip(day, summary)).Reading.Differences;
        Assert.Equal(new BillDifference("分润（汇总）", 1_000, 901), Assert.Single(differences));
    }

    [Fact]
    public void Older_footers_and_notes_padded_with_commas_are_read()
    {
        var text = FormatSamples
            .AlipayDay.Replace("商家实收共107.50元，商家优惠共0.00元", "交易金额共107.50元，优惠金额共0.00元", StringComparison.Ordinal)
            .Replace("列表结束------------------------------------", "列表结束------,,,,,,,,", StringComparison.Ordinal);
        var (reading, _, _) = FormatSamples.Read(BillFormats.AlipayTrade, FormatSamples.Gbk.GetBytes(text));
        Assert.Empty(reading.Problems.Kept);
        Assert.Empty(reading.Differences);
    }

    [Theory]
    [InlineData("交易合计：2笔", "交易合计：3笔", "交易合计 笔")]
    [InlineData("实收共107.50", "实收共107.51", "交易合计")]
    [InlineData("退款合计：1笔", "退款合计：2笔", "退款合计 笔")]
    [InlineData("退款共-50.00", "退款共-50.01", "退款合计")]
    public void An_Alipay_bill_that_does_not_add_up_is_held(string old, string now, string figure)
    {
        var text = FormatSamples.AlipayDay.Replace(old, now, StringComparison.Ordinal);
        var (reading, _, _) = FormatSamples.Read(BillFormats.AlipayTrade, FormatSamples.Gbk.GetBytes(text));
        Assert.Equal(figure, Assert.Single(reading.Differences).Figure);
    }

    [Fact]
    public void An_empty_day_of_Alipay_is_a_bill()
    {
        var (reading, rows, _) = FormatSamples.Read(
            BillFormats.AlipayTrade,
            FormatSamples.Gbk.GetBytes(FormatSamples.Alipay([], 0, "0.00", 0, "0.00"))
        );
        Assert.Empty(reading.Problems.Kept);
        Assert.Empty(rows);
        Assert.Equal(new DateOnly(2026, 11, 19), reading.LastDay);
    }

    [Fact]
    public void Movements_of_Alipay_know_opening_and_closing_when_the_balances_follow()
    {
        var (reading, _, rows) = FormatSamples.Read(BillFormats.AlipayDetail, FormatSamples.Gbk.GetBytes(FormatSamples.AlipayDetail));
        Assert.Equal((50_000L, 9_940L), (reading.OpeningMinor, reading.ClosingMinor));
        Assert.Equal([MovementKind.Payment, MovementKind.Fee, MovementKind.Withdrawal], rows.Select(row => row.Kind));
        var lines = FormatSamples.AlipayDetail.Split('\n');
        (lines[5], lines[6]) = (lines[6], lines[5]);
        var mixed = FormatSamples.Read(BillFormats.AlipayDetail, FormatSamples.Gbk.GetBytes(string.Join('\n', lines))).Reading;
        Assert.Equal((0, 0, (long?)null), (mixed.Problems.Count, mixed.Differences.Count, mixed.ClosingMinor));
        var positive = FormatSamples.AlipayDetail.Replace(",-0.60,", ",0.60,", StringComparison.Ordinal);
        Assert.Equal(-60, FormatSamples.Read(BillFormats.AlipayDetail, FormatSamples.Gbk.GetBytes(positive)).Movements[1].AmountMinor);
    }

    [Fact]
    public void A_Stripe_report_has_payments_refunds_and_movements_that_make_the_payout()
    {
        var (reading, rows, movements) = FormatSamples.Read(BillFormats.StripePayout, FormatSamples.Stripe.Utf8());
        Assert.Equal(
            ("EUR", 4_000L, 1_000L, 85L),
            (reading.Currency, reading.Totals.GrossMinor, reading.Totals.RefundMinor, reading.Totals.FeeMinor)
        );
        Assert.Equal(("acct-tea", "Tea, 250 g", "ch_1"), (rows[0].MerchantNo, rows[0].Goods, rows[1].TransactionId));
        Assert.Equal([MovementKind.Fee, MovementKind.Withdrawal], movements.Select(row => row.Kind));
        var wrong = FormatSamples.Stripe.Replace("-28.65,0.00,-28.65", "-28.66,0.00,-28.66", StringComparison.Ordinal);
        var held = FormatSamples.Read(BillFormats.StripePayout, wrong.Utf8()).Reading.Differences;
        Assert.Equal(new BillDifference("po_1", 2_865, 2_866), Assert.Single(held));
        var turned = FormatSamples.Stripe.Replace("-28.65,0.00,-28.65", "28.65,0.00,28.65", StringComparison.Ordinal);
        Assert.Equal(-2_865, FormatSamples.Read(BillFormats.StripePayout, turned.Utf8()).Movements[1].AmountMinor);
    }

    [Theory]
    [InlineData("jpy", "4000", "85", "3915", 4_000)]
    [InlineData("KWD", "40.005", "0.850", "39.155", 40_005)]
    [InlineData("usd", "\"4,000.00\"", "0.85", "3999.15", 400_000)]
    public void Amounts_have_the_digits_of_their_currency(string currency, string gross, string fee, string net, long minor)
    {
        var text =
            $"net,fee,gross,currency,reporting_category,created_utc,balance_transaction_id,extra\n{net},{fee},{gross},{currency},charge,2026-11-19 01:00:00,txn_1,x\n";
        var (reading, rows, _) = FormatSamples.Read(BillFormats.StripePayout, text.Utf8());
        Assert.Empty(reading.Problems.Kept);
        Assert.Equal(
            (minor, StripePayoutScan.Platform, currency.ToUpperInvariant()),
            (rows[0].GrossMinor, rows[0].MerchantNo, reading.Currency)
        );
    }

    [Fact]
    public void Local_times_of_Stripe_need_their_zone()
    {
        var text = FormatSamples.Stripe.Replace("created_utc", "created", StringComparison.Ordinal).Utf8();
        var refused = FormatSamples.Read(BillFormats.StripePayout, text, BillOptions.None).Reading.Problems.Kept;
        Assert.Equal(
            (1, "created", 2, PaymentsRefusals.BillZoneNeeded),
            (refused[0].Line, refused[0].Column, refused[0].Ordinal, refused[0].Code)
        );
        var berlin = BillOptions.None with { Zone = "Europe/Berlin" };
        Assert.Equal(
            new DateTime(2026, 11, 19, 0, 0, 0, DateTimeKind.Utc),
            FormatSamples.Read(BillFormats.StripePayout, text, berlin).Rows[0].OccurredUtc
        );
    }

    [Fact]
    public void A_mapped_table_is_read_by_its_mapping()
    {
        var (reading, rows, _) = FormatSamples.Read(BillFormats.Mapped, FormatSamples.Table.Utf8());
        Assert.Equal(
            (2, 1, 135_000L, 3_000L, 810L, 18L),
            (
                reading.Totals.Payments,
                reading.Totals.Refunds,
                reading.Totals.GrossMinor,
                reading.Totals.RefundMinor,
                reading.Totals.FeeMinor,
                reading.Totals.FeeReturnedMinor
            )
        );
        Assert.Equal(("Pot; blue", new DateTime(2026, 11, 19, 9, 0, 0, DateTimeKind.Utc)), (rows[1].Goods, rows[0].OccurredUtc));
        var negative = FormatSamples.Map with { KindColumn = "", RefundWords = "" };
        Assert.Equal(
            1,
            FormatSamples
                .Read(BillFormats.Mapped, FormatSamples.Table.Utf8(), BillOptions.None with { Map = negative })
                .Reading.Totals.Refunds
        );
    }

    [Theory]
    [InlineData("Tea \"best\" 250 g")]
    [InlineData("`tick`")]
    [InlineData("=2+1")]
    [InlineData("@x")]
    [InlineData("🍵 𠮷茶")]
    [InlineData("")]
    public void Words_of_customers_stay_words(string goods)
    {
        var day = FormatSamples.Alipay([FormatSamples.AlipayPayment(1, goods: goods)], 1, "100.00", 0, "0.00");
        Assert.Equal(goods, FormatSamples.Read(BillFormats.AlipayTrade, FormatSamples.Gbk.GetBytes(day)).Rows[0].Goods);
        var quoted = $"\"{goods.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
        var stripe = FormatSamples.Stripe.Replace("\"Tea, 250 g\"", quoted, StringComparison.Ordinal);
        Assert.Equal(goods, FormatSamples.Read(BillFormats.StripePayout, stripe.Utf8()).Rows[0].Goods);
        var fund = FormatSamples.Fund.Replace("to the bank", goods, StringComparison.Ordinal);
        Assert.Equal(goods, FormatSamples.Read(BillFormats.WechatFund, fund.Utf8()).Movements[3].Note);
    }

    [Fact]
    public void Amounts_written_and_read_again_are_the_same()
    {
        var chance = new Random(20_261_119);
        string[] currencies = ["CNY", "JPY", "KWD"];
        for (var i = 0; i < 100_000; i++)
        {
            var currency = Currency.Of(currencies[i % 3]);
            var minor = i switch
            {
                0 => 0,
                1 => 999_999_999_999,
                2 => -999_999_999_999,
                _ => chance.NextInt64(-999_999_999_999, 999_999_999_999) >> chance.Next(36),
            };
            var text = new Money(minor, currency).ToPlainString();
            Assert.Null(BillAmount.TryParse(text, currency.MinorDigits, out var read));
            Assert.Equal(minor, read);
        }
    }
}
