using Microsoft.EntityFrameworkCore;
using Portal.Domain.Payments;

namespace Portal.Tests.Payments;

/// <summary>Bills of gateways with what real days have in them: orders paid by coupon, odd characters, other exports of the same gateway.</summary>
public sealed class FieldBillsTests
{
    [Theory, BothDatabases]
    public async Task A_refund_of_an_order_paid_by_coupon_is_kept_with_nothing_and_its_coupon(Provider provider)
    {
        await using var world = await World.Create(provider);
        var (merchant, _) = await world.Organisation("tea");
        await world.Claim(merchant);
        var payment = SampleRows.Payment(1, 1) with { OrderMinor = 1_000, CouponMinor = 999, FeeMinor = 0 };
        var refund = SampleRows.Refund(1, payment, 0) with { CouponMinor = 0, FeeMinor = 0 };
        var lines = SampleRows.Text(payment, refund, SampleRows.Payment(2, 2_500)).Split('\n');
        // One yuan of it was asked for, and went back as coupon; the totals say so too.
        lines[2] = lines[2][..^"`0.00,`".Length] + "`1.00,`";
        lines[5] = lines[5][..^"`0.00".Length] + "`1.00";
        var receipt = await world.ImportAndPost(string.Join('\n', lines).Utf8());
        Assert.Equal((BillStatus.Posted, 2, 1), (receipt.Status, receipt.Totals.Payments, receipt.Totals.Refunds));
        await using var db = world.Db();
        var kept = await db.Refunds.SingleAsync();
        Assert.Equal((0L, 100L, RefundState.Succeeded), (kept.AmountMinor, kept.CouponMinor, kept.State));
        Assert.NotNull(kept.PaymentId);
        await world.AssertProven();
        await world.Settle();
        await world.AssertProven();
    }

    [Fact]
    public void A_refund_of_nothing_is_a_row_of_every_format()
    {
        var alipay = FormatSamples.Alipay(
            [FormatSamples.AlipayPayment(1), FormatSamples.AlipayRefund(1, "R1", "0.00", "0.00")],
            1,
            "100.00",
            1,
            "0.00"
        );
        Assert.Equal(0, Refund(BillFormats.AlipayTrade, FormatSamples.Gbk.GetBytes(alipay)).RefundMinor);
        var stripe = FormatSamples.Stripe.Replace("-10.00,0.00,-10.00", "0.00,0.00,0.00", StringComparison.Ordinal);
        Assert.Equal(0, Refund(BillFormats.StripePayout, stripe.Utf8()).RefundMinor);
        var table = FormatSamples.Table.Replace("-30.00;-0.18", "0.00;0.00", StringComparison.Ordinal);
        Assert.Equal(0, Refund(BillFormats.Mapped, table.Utf8()).RefundMinor);
    }

    [Theory, BothDatabases]
    public async Task A_refund_that_names_the_payment_intent_finds_its_payment_in_either_order_and_across_payouts(Provider provider)
    {
        await using var world = await World.Create(provider);
        var (merchant, _) = await world.Organisation("tea");
        await world.Claim(Gateways.Stripe, StripePayoutScan.Platform, merchant);
        // A bill of a day to come would wait for a person.
        world.Clock.Advance(TimeSpan.FromDays(3));
        const string Header =
            "automatic_payout_id,balance_transaction_id,created_utc,currency,gross,fee,net,reporting_category,source_id,payment_intent_id\n";
        async Task Take(params string[] rows) =>
            await world.Take(BillFormats.StripePayout, (Header + string.Join('\n', rows) + '\n').Utf8());
        await Take(
            "po_1,txn_1,2026-11-18 10:00:00,eur,600.00,8.70,591.30,charge,ch_1,pi_1",
            "po_1,txn_2,2026-11-18 15:00:00,eur,-20.00,0.00,-20.00,refund,re_1,pi_1"
        );
        await Take("po_2,txn_3,2026-11-19 15:00:00,eur,-30.00,0.00,-30.00,refund,re_2,pi_1");
        // The refund's report comes before the payment's.
        await Take("po_3,txn_4,2026-11-20 15:00:00,eur,-5.00,0.00,-5.00,refund,re_3,pi_2");
        await Take("po_4,txn_5,2026-11-21 10:00:00,eur,50.00,1.00,49.00,charge,ch_2,pi_2");
        // Two payments of one intent: nobody knows which one is meant.
        await Take(
            "po_5,txn_6,2026-11-22 10:00:00,eur,7.00,0.10,6.90,charge,ch_3,pi_3",
            "po_5,txn_7,2026-11-22 10:01:00,eur,7.00,0.10,6.90,charge,ch_4,pi_3",
            "po_5,txn_8,2026-11-22 10:02:00,eur,-7.00,0.00,-7.00,refund,re_4,pi_3"
        );
        await using var db = world.Db();
        var refunded = await db.Payments.OrderBy(row => row.Id).Select(row => new { row.TransactionId, row.RefundedMinor }).ToListAsync();
        Assert.Equal(
            [("ch_1", 5_000L), ("ch_2", 500L), ("ch_3", 0L), ("ch_4", 0L)],
            refunded.Select(row => (row.TransactionId, row.RefundedMinor))
        );
        var waiting = await db.ExceptionItems.SingleAsync(row => row.ResolvedUtc == null);
        Assert.Equal((ExceptionKind.UnknownPayment, "re_4"), (waiting.Kind, waiting.Reference));
        await world.AssertProven();
    }

    [Theory]
    [InlineData(
        "\"id\",\"Type\",\"Source\",\"Amount\",\"Fee\",\"Net\",\"Currency\",\"Created (UTC)\",\"Available On (UTC)\"\n\"txn_7\",\"charge\",\"ch_7\",\"9.00\",\"0.30\",\"8.70\",\"aud\",\"2026-11-21 07:21\",\"2026-11-27 00:00\"\n",
        PaymentsRefusals.BillStripeActivity
    )]
    [InlineData("a,b,c\n1,2,3\n", PaymentsRefusals.BillFormatUnseen)]
    [InlineData("", PaymentsRefusals.BillEmpty)]
    [InlineData("<html>", PaymentsRefusals.BillHtml)]
    public async Task A_file_of_no_known_form_is_never_told_to_be_a_bad_bill_of_another_gateway(string text, string code)
    {
        await using var world = await World.Create(Provider.Sqlite);
        var receipt = await world.Take(BillFormats.Any, text.Utf8());
        Assert.Equal((BillStatus.Refused, code), (receipt.Status, receipt.Errors.Single().Code));
        if (code == PaymentsRefusals.BillStripeActivity)
        {
            foreach (var format in BillFormats.Names.Except([BillFormats.Mapped, BillFormats.AlipayTrade, BillFormats.AlipayDetail]))
            {
                Assert.Equal(code, (await world.Take(format, text.Utf8())).Errors.Single().Code);
            }
        }
    }

    [Theory, BothDatabases]
    public async Task One_character_of_a_shop_never_stops_a_day(Provider provider)
    {
        await using var world = await World.Create(provider);
        var (merchant, _) = await world.Organisation("tea");
        await world.Claim(merchant);
        // A bell, NUL beyond the first block, and words that are cut inside a character of two units.
        var rows = Enumerable
            .Range(1, 40)
            .Select(n =>
                SampleRows.Payment(n, 100) with
                {
                    Goods =
                        n == 1 ? "Tea\u0007box"
                        : n == 40 ? "Tea\0" + new string('茶', 250) + "🍵🍵"
                        : "Tea",
                }
            );
        var receipt = await world.ImportAndPost(SampleRows.Bill(rows));
        Assert.Equal((BillStatus.Posted, 40), (receipt.Status, receipt.Totals.Payments));
        Assert.Equal((2, 2), (receipt.Notes.Count, receipt.Notes.First.Count));
        Assert.Equal(
            (2, "商品名称", PaymentsRefusals.NoteSign),
            (receipt.Notes.First[0].Line, receipt.Notes.First[0].Column, receipt.Notes.First[0].Code)
        );
        await using var db = world.Db();
        var goods = await db.Payments.OrderBy(row => row.Id).Select(row => row.Goods).ToListAsync();
        Assert.Equal("Tea\u2407box", goods[0]);
        Assert.Equal("Tea\u2400" + new string('茶', 250) + "🍵", goods[^1]);
        await world.AssertProven();
    }

    [Theory]
    [InlineData("20261119-fund.csv", null)]
    [InlineData("2026111901.csv", null)]
    [InlineData("19000001.csv", null)]
    [InlineData("1900000109All2026-11-19.csv", "1900000109")]
    [InlineData("88887777.csv", "88887777")]
    public async Task A_file_name_names_an_account_only_where_it_cannot_be_a_day(string name, string? account)
    {
        await using var world = await World.Create(Provider.Sqlite);
        var (merchant, _) = await world.Organisation("tea");
        await world.Claim(merchant, "88887777");
        var receipt = await world.Take(BillFormats.WechatFund, FormatSamples.Fund.Utf8(), name);
        Assert.Equal(account is null ? PaymentsRefusals.BillAccountNeeded : null, receipt.Errors.SingleOrDefault()?.Code);
        await using var db = world.Db();
        Assert.Equal(account, await db.Bills.Select(row => row.MerchantNo).SingleOrDefaultAsync());
    }

    private static BillRow Refund(string format, byte[] bytes)
    {
        var (reading, rows, _) = FormatSamples.Read(format, bytes);
        Assert.Empty(reading.Problems.Kept);
        return rows.Single(row => row.IsRefund);
    }
}
