using Microsoft.EntityFrameworkCore;
using Portal.Domain.Kernel;
using Portal.Domain.Payments;

namespace Portal.Tests.Payments;

/// <summary>Tables as gateways of other countries write them: what the mapping says is read so, what it does not say is asked.</summary>
public sealed class FieldTablesTests
{
    private const string Comma = """
        Day;What;Gross;Fee;Net;Cur;No
        18/09/2026;Sale;45,00;0,36;44,64;EUR;C1
        18/09/2026;Sale;1.250,00;10,00;1.240,00;EUR;C2
        18/09/2026;Refund;-20,00;0,00;-20,00;EUR;C3

        """;

    private const string Round = """
        Day;What;Gross;Fee;Net;Cur;No
        17/09/2026;Sale;1.250,00;;1.250,00;EUR;C4
        17/09/2026;Sale;3.000,00;;3.000,00;EUR;C5

        """;

    private static readonly BillMap Euro = new()
    {
        Separator = ";",
        MerchantNo = "ACQ-7",
        CurrencyColumn = "Cur",
        TimeColumn = "Day",
        TimeForm = "dd/MM/yyyy",
        Zone = "Europe/Lisbon",
        TransactionColumn = "No",
        AmountColumn = "Gross",
        FeeColumn = "Fee",
    };

    private const string Activity = """
        Date,Who,Type,Status,Currency,Gross,Fee,Net,Id,Of
        11/15/2026,A,Checkout,Completed,USD,100.00,-3.49,96.51,W1,
        11/15/2026,B,Checkout,Pending,USD,40.00,-1.20,38.80,W2,
        11/16/2026,A,Refund,Completed,USD,-25.00,0.88,-24.12,W3,W1
        11/17/2026,,General Withdrawal,Completed,USD,-71.51,0.00,-71.51,W4,
        11/18/2026,,Bank Deposit,Completed,USD,300.00,0.00,300.00,W5,

        """;

    private static readonly BillMap Dollar = new()
    {
        MerchantNo = "PAY-7",
        CurrencyColumn = "Currency",
        TimeColumn = "Date",
        TimeForm = "MM/dd/yyyy",
        Zone = "America/Los_Angeles",
        TransactionColumn = "Id",
        AmountColumn = "Gross",
        FeeColumn = "Fee",
        NegativeFees = true,
    };

    private static readonly BillMap Named = Dollar with
    {
        DecimalMark = ".",
        NetColumn = "Net",
        StatusColumn = "Status",
        CountedWords = "Completed",
        KindColumn = "Type",
        PaymentWords = "Checkout",
        RefundWords = "Refund",
        WithdrawalWords = "General Withdrawal",
        TopUpWords = "Bank Deposit",
        RefundOfColumn = "Of",
    };

    [Theory]
    [InlineData("")]
    [InlineData(",")]
    public void A_comma_before_the_decimals_is_read_as_one(string mark)
    {
        var map = Euro with { DecimalMark = mark, NetColumn = "Net" };
        var totals = Whole(Comma, map).Totals;
        Assert.Equal(
            (2, 129_500L, 1, 2_000L, 1_036L),
            (totals.Payments, totals.GrossMinor, totals.Refunds, totals.RefundMinor, totals.FeeMinor)
        );
        Assert.Equal(425_000, Whole(Round, map).Totals.GrossMinor);
    }

    [Fact]
    public void An_amount_that_two_readings_fit_is_asked_about_with_its_place_and_the_mapping_decides()
    {
        var table = Comma.Replace("1.250,00;10,00;1.240,00", "1.250;0;1.250", StringComparison.Ordinal);
        var problem = Faults(table, Euro).Single();
        Assert.Equal(
            (3, "Gross", PaymentsRefusals.BillAmountTwoWays, "1.250"),
            (problem.Line, problem.Column, problem.Code, problem.Args[0])
        );
        Assert.Equal(129_500, Whole(table, Euro with { DecimalMark = "," }).Totals.GrossMinor);
        // Told otherwise, the same table is wrong elsewhere: nothing of it is read by half.
        Assert.All(Faults(table, Euro with { DecimalMark = "." }), one => Assert.Equal(PaymentsRefusals.BillAmount, one.Code));
    }

    [Fact]
    public void Two_marks_in_one_table_are_asked_about()
    {
        var problem = Faults(Comma.Replace("-20,00;0,00;-20,00", "-20.00;0,00;-20,00", StringComparison.Ordinal), Euro).Single();
        Assert.Equal((4, "Gross", PaymentsRefusals.BillAmountMarks), (problem.Line, problem.Column, problem.Code));
    }

    [Theory]
    [InlineData("45.00", '.', 4_500L)]
    [InlineData("45,00", null, 4_500L)]
    [InlineData("1.234.567", null, 123_456_700L)]
    [InlineData("1'250.00", null, 125_000L)]
    [InlineData("1 250,00", null, 125_000L)]
    [InlineData("-1.250,5", null, -125_050L)]
    [InlineData("1.250", '.', 125L)]
    [InlineData("1.250", ',', 125_000L)]
    [InlineData("1.250,00", '.', null)]
    [InlineData("1,25,000.00", null, null)]
    [InlineData("0,125", '.', null)]
    [InlineData("1.250", null, null)]
    public void Amounts_of_people_are_exact_or_refused(string text, char? mark, long? minor)
    {
        var code = BillAmount.Read(text, mark, 2, out var read, out _);
        Assert.Equal(minor, code is null ? read : null);
    }

    [Fact]
    public void Net_and_the_row_of_totals_are_held_against_the_rows()
    {
        var map = Euro with { NetColumn = "Net", TotalWord = "Total" };
        var whole = Comma + "Total;;1.275,00;10,36;1.264,64;;\n";
        Assert.Empty(Reading(whole, map).Differences);
        var off = Assert.Single(Reading(whole.Replace("1.275,00", "1.275,01", StringComparison.Ordinal), map).Differences);
        Assert.Equal(new BillDifference("Gross", 127_500, 127_501), off);
        Assert.Equal(PaymentsRefusals.BillSummaryMissing, Faults(Comma, map).Single().Code);
        Assert.Equal(PaymentsRefusals.BillAfterSummary, Faults(whole + "18/09/2026;Sale;1,00;0;1,00;EUR;C9\n", map).Single().Code);
        var net = Faults(Comma.Replace("44,64", "44,65", StringComparison.Ordinal), Euro with { NetColumn = "Net" }).Single();
        Assert.Equal((2, "Net", PaymentsRefusals.BillNetDiffers), (net.Line, net.Column, net.Code));
    }

    [Fact]
    public void Statuses_and_kinds_that_the_mapping_does_not_name_are_asked_about()
    {
        Assert.Equal(
            [
                (3, "Status", PaymentsRefusals.BillStatusUnmapped),
                (5, "Type", PaymentsRefusals.BillKindUnmapped),
                (6, "Type", PaymentsRefusals.BillKindUnmapped),
            ],
            Faults(Activity, Dollar).Select(one => (one.Line, one.Column!, one.Code))
        );
        // Only the refunds are named: one other word is the payments, a second one is asked about.
        var halfNamed = Named with
        {
            PaymentWords = "",
            WithdrawalWords = "",
            TopUpWords = "",
        };
        Assert.Equal(
            [(5, PaymentsRefusals.BillKindUnnamed), (6, PaymentsRefusals.BillKindUnnamed)],
            Faults(Activity, halfNamed).Select(one => (one.Line, one.Code))
        );
    }

    [Fact]
    public void A_word_inside_another_asks_nothing()
    {
        const string Shop = "Id,Date,Gross,Fee,Currency,Category,Status\nW1,11/15/2026,3.50,-0.10,USD,Coffee,Avoided queue\n";
        Assert.Equal(350, Whole(Shop, Dollar).Totals.GrossMinor);
        Assert.Equal(
            PaymentsRefusals.BillKindUnmapped,
            Faults(Shop.Replace("Coffee", "Coffee fee", StringComparison.Ordinal), Dollar).Single().Code
        );
    }

    [Fact]
    public void Kinds_that_no_list_names_are_movements_nobody_knows_and_never_payments()
    {
        var (reading, rows, movements) = FormatSamples.Read(
            BillFormats.Mapped,
            Activity.Utf8(),
            BillOptions.None with
            {
                Map = Named with { WithdrawalWords = "", TopUpWords = "" },
            }
        );
        Assert.Equal((0, 2, 2), (reading.Problems.Count, rows.Count, movements.Count));
        Assert.All(movements, row => Assert.Equal(MovementKind.Other, row.Kind));
    }

    [Fact]
    public void A_movement_or_refund_of_the_wrong_sign_is_refused()
    {
        var turned = Activity.Replace("-71.51,0.00,-71.51", "71.51,0.00,71.51", StringComparison.Ordinal);
        Assert.Equal((5, "Gross", PaymentsRefusals.BillMovementSign), Place(Faults(turned, Named).Single()));
        var both = Activity + "11/19/2026,A,Refund,Completed,USD,5.00,0.00,5.00,W6,W1\n";
        Assert.Equal((7, "Gross", PaymentsRefusals.BillRefundSigns), Place(Faults(both, Named).Single()));
    }

    [Theory, BothDatabases]
    public async Task Only_what_counts_is_posted_and_the_rest_is_listed(Provider provider)
    {
        await using var world = await World.Create(provider);
        var (merchant, _) = await world.Organisation("tea");
        await world.Claim(Gateways.Other, "PAY-7", merchant);
        var receipt = await Import(world, "activity", Named, Activity);
        Assert.Equal(BillStatus.Posting, receipt.Status);
        await using var db = world.Db();
        var payment = await db.Payments.SingleAsync();
        Assert.Equal(
            ("W1", 10_000L, 349L, 2_500L),
            (payment.TransactionId, payment.GrossMinor, payment.ChannelFeeMinor, payment.RefundedMinor)
        );
        var refund = await db.Refunds.SingleAsync();
        Assert.Equal(
            ("W3", 2_500L, 88L, payment.Id),
            (refund.RefundId, refund.AmountMinor, refund.ChannelFeeReturnedMinor, refund.PaymentId)
        );
        Assert.Equal(
            [
                ("W4", MovementKind.Withdrawal, -7_151L, MovementPosting.InTransit),
                ("W5", MovementKind.TopUp, 30_000L, MovementPosting.InTransit),
            ],
            (await db.GatewayMovements.OrderBy(row => row.Id).ToListAsync()).Select(row =>
                (row.MovementId, row.Kind, row.AmountMinor, row.Posting)
            )
        );
        var note = Assert.Single((await db.Bills.SingleAsync()).Notes.First);
        Assert.Equal((3, "Status", PaymentsRefusals.NoteNotCounted), (note.Line, note.Column, note.Code));
        Assert.Equal(["Pending", "40.00", "W2"], note.Args);
        await world.AssertProven();

        // The next export shows it final: it is posted then, and nothing else a second time.
        var later = Activity
            .Replace("Pending", "Completed", StringComparison.Ordinal)
            .Replace("11/18/2026", "11/19/2026", StringComparison.Ordinal);
        await Import(world, "activity", Named, later);
        Assert.Equal(["W1", "W2"], await db.Payments.OrderBy(row => row.Id).Select(row => row.TransactionId).ToListAsync());
        Assert.Equal((1, 2), (await db.Refunds.CountAsync(), await db.GatewayMovements.CountAsync()));
        await world.AssertProven();
    }

    [Theory, BothDatabases]
    public async Task Two_refunds_of_one_payment_without_numbers_of_their_own_are_two(Provider provider)
    {
        await using var world = await World.Create(provider);
        var (merchant, _) = await world.Organisation("tea");
        await world.Claim(Gateways.UnionPay, FormatSamples.Map.MerchantNo, merchant);
        await Import(world, "table", FormatSamples.Map, FormatSamples.Table);
        const string Next = "when;no;order;sum;fee;what;item\n20.11.2026 12:00;T1;O1;-30.00;-0.18;refund;Tea\n";
        await Import(world, "table", FormatSamples.Map, Next);
        // The same row in a longer export is the same refund.
        await Import(world, "table", FormatSamples.Map, Next + "21.11.2026 09:00;T9;O9;1.00;0.01;sale;Tea\n");
        await using var db = world.Db();
        Assert.Equal([3_000L, 3_000L], await db.Refunds.Select(row => row.AmountMinor).ToListAsync());
        Assert.Equal(6_000, await db.Payments.Where(row => row.TransactionId == "T1").Select(row => row.RefundedMinor).SingleAsync());
        await world.AssertProven();
    }

    [Theory]
    [InlineData("`2026-11-21 10:54:27,`P0001,`支付成功,`10.00,`,`0.10,`红茶")]
    [InlineData("'2026-11-21 10:54:27,'P0001,'支付成功,'10.00,',0.10,'红茶")]
    [InlineData("=\"2026-11-21 10:54:27\",=\"P0001\",=\"支付成功\",=\"10.00\",,=\"0.10\",=\"红茶\"")]
    [InlineData("\t2026-11-21 10:54:27,\tP0001,\t支付成功,\t10.00,\t,\t0.10,\t红茶")]
    [InlineData("2026-11-21 10:54:27,P0001,支付成功,10.00,,0.10,红茶")]
    public void What_protects_a_value_from_spreadsheets_is_no_part_of_it(string row)
    {
        var map = new BillMap
        {
            MerchantNo = "AGG-7",
            TimeColumn = "时间",
            TransactionColumn = "流水号",
            AmountColumn = "金额",
            RefundIdColumn = "退款号",
            FeeColumn = "手续费",
            GoodsColumn = "商品",
            KindColumn = "状态",
            RefundWords = "转入退款",
        };
        var back = row.Replace("P0001", "P0000", StringComparison.Ordinal);
        var (reading, rows, _) = FormatSamples.Read(
            BillFormats.Mapped,
            $"时间,流水号,状态,金额,退款号,手续费,商品\n{back}\n{row}\n".Utf8(),
            BillOptions.None with
            {
                Map = map,
            }
        );
        Assert.Empty(reading.Problems.Kept);
        Assert.Equal(("P0001", 1_000L, 10L, "红茶"), (rows[1].TransactionId, rows[1].GrossMinor, rows[1].FeeMinor, rows[1].Goods));
    }

    [Fact]
    public void A_row_whose_id_begins_with_a_hash_is_a_row_and_a_note_is_not()
    {
        var map = Euro with { TransactionColumn = "No", TimeColumn = "Day" };
        const string Table = "No;Day;Gross;Fee;Cur\n# exported by hand\n#17;18/09/2026;45,00;0,36;EUR\n";
        Assert.Equal((1, 4_500L), (Whole(Table, map).Totals.Payments, Whole(Table, map).Totals.GrossMinor));
    }

    [Theory]
    [InlineData("2026-03-29 02:30", PaymentsRefusals.BillTimeSkipped)]
    [InlineData("2026-03-29 03:30", null)]
    [InlineData("2026-03-29 2.30", PaymentsRefusals.BillTimeForm)]
    public void An_hour_that_the_clocks_skip_is_told_as_that(string time, string? code)
    {
        var text =
            $"balance_transaction_id,created,currency,gross,fee,net,reporting_category,source_id,charge_id\ntxn_9,{time},eur,2.00,0.00,2.00,charge,ch_9,ch_9\n";
        var reading = FormatSamples.Read(BillFormats.StripePayout, text.Utf8(), BillOptions.None with { Zone = "Europe/Berlin" }).Reading;
        Assert.Equal(code, reading.Problems.Kept.SingleOrDefault()?.Code);
        Assert.True(code != PaymentsRefusals.BillTimeSkipped || reading.Problems.Kept[0].Args is [_, "Europe/Berlin"]);
    }

    [Fact]
    public void An_hour_that_comes_twice_is_noted()
    {
        var text =
            "balance_transaction_id,created,currency,gross,fee,net,reporting_category,source_id,charge_id\ntxn_9,2026-10-25 02:30,eur,2.00,0.00,2.00,charge,ch_9,ch_9\n";
        var (reading, rows, _) = FormatSamples.Read(
            BillFormats.StripePayout,
            text.Utf8(),
            BillOptions.None with
            {
                Zone = "Europe/Berlin",
            }
        );
        Assert.Equal(PaymentsRefusals.NoteTimeTwice, Assert.Single(reading.Problems.Notes.First).Code);
        Assert.Equal(new DateTime(2026, 10, 25, 1, 30, 0, DateTimeKind.Utc), rows[0].OccurredUtc);
    }

    [Fact]
    public void A_form_of_times_says_all_it_has_to()
    {
        var map = Euro with { TimeForm = "yyyy-MM-dd hh:mm:ss" };
        Assert.Equal(PaymentsRefusals.MapTimeForm, Assert.Throws<Refusal>(map.Checked).Code);
        Assert.NotNull((map with { TimeForm = "yyyy-MM-dd hh:mm:ss tt" }).Checked());
        var offset = (Euro with { TimeForm = "yyyy-MM-dd HH:mm zzz", DecimalMark = "," }).Checked();
        var row = Comma.Replace("18/09/2026", "2026-09-18 23:30 +09:00", StringComparison.Ordinal);
        var (_, rows, _) = FormatSamples.Read(BillFormats.Mapped, row.Utf8(), BillOptions.None with { Map = offset });
        Assert.Equal(new DateTime(2026, 9, 18, 14, 30, 0, DateTimeKind.Utc), rows[0].OccurredUtc);
    }

    [Fact]
    public void A_mapping_that_says_half_is_asked_for_the_rest()
    {
        (BillMap Map, string Field)[] halves =
        [
            (Named with { CountedWords = "" }, nameof(BillMap.CountedWords)),
            (Named with { StatusColumn = "" }, nameof(BillMap.StatusColumn)),
            (Named with { KindColumn = "" }, nameof(BillMap.KindColumn)),
            (Named with { PaymentWords = "", RefundWords = "" }, nameof(BillMap.RefundWords)),
            (Named with { FeeLabels = "checkout" }, nameof(BillMap.FeeLabels)),
            (Named with { DecimalMark = ";" }, nameof(BillMap.DecimalMark)),
        ];
        Assert.Equal(halves.Select(half => half.Field), halves.Select(half => Assert.Throws<Refusal>(half.Map.Checked).Field));
        Assert.Same(Named, Named.Checked());
    }

    private static async Task<BillReceipt> Import(World world, string name, BillMap map, string table)
    {
        await world.Get<BillMappingService>().Save(await Officer(world), name, map, default);
        var receipt = await world
            .Get<BillService>()
            .ImportWith(Actor.Operator, new BillAsk(BillFormats.Mapped, name), "t.csv", new MemoryStream(table.Utf8()), default);
        await world.Get<BillService>().PostAll(Actor.Operator, default);
        return receipt;
    }

    private static async Task<Actor> Officer(World world)
    {
        await using var db = world.Db();
        var known = await db.Users.SingleOrDefaultAsync(row => row.DisplayName == "officer");
        return known is null ? await world.Person("officer", StaffRole.FinanceOfficer) : Actor.User(known.Id, "officer");
    }

    private static BillReading Reading(string table, BillMap map) =>
        FormatSamples.Read(BillFormats.Mapped, table.Utf8(), BillOptions.None with { Map = map }).Reading;

    private static BillReading Whole(string table, BillMap map)
    {
        var reading = Reading(table, map);
        Assert.Empty(reading.Problems.Kept);
        return reading;
    }

    private static IReadOnlyList<BillProblem> Faults(string table, BillMap map) => Reading(table, map).Problems.Kept;

    private static (int, string?, string) Place(BillProblem problem) => (problem.Line, problem.Column, problem.Code);
}
