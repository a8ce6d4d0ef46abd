using Microsoft.EntityFrameworkCore;
using Portal.Domain.Approvals;
using Portal.Domain.Fees;
using Portal.Domain.Ledger;
using Portal.Domain.Payments;
using Portal.Domain.Reports;
using Portal.Domain.Settlement;
using Portal.Tests.Payments;
using Portal.Tests.Reports;

namespace Portal.Tests.Settlement;

/// <summary>Every figure opens exactly the rows it is the sum of.</summary>
public sealed class StatementFiguresTests
{
    private static readonly DateOnly Day = MoneyWorld.Day;
    private static readonly DateTime Past = new(2026, 10, 1, 0, 0, 0, DateTimeKind.Utc);

    [Theory, BothDatabases]
    public async Task Every_figure_of_every_statement_opens_as_many_rows_and_as_much_as_it_says(Provider provider)
    {
        await using var world = await World.Create(provider);
        var owners = await Lived(world);
        await using var db = world.Db();
        var statements = await db
            .Statements.Join(db.Merchants, row => row.MerchantId, one => one.Id, (row, one) => new { row, one.Slug })
            .ToListAsync();
        var kinds = await db.StatementLines.Select(line => line.Kind).Distinct().ToListAsync();
        // All but the certification fee, whose entry stands for itself as an adjustment's does.
        Assert.Equal(Enum.GetValues<LineKind>().Except(kinds), [LineKind.CertificationFee]);
        Assert.Contains(
            await db.StatementLines.ToListAsync(),
            line => statements.Single(one => one.row.Id == line.StatementId).row.PeriodFrom > line.Day
        );
        Assert.NotEmpty(await db.VatLines.ToListAsync());
        foreach (var one in statements)
        {
            Assert.True(await FollowedFigures.Follow(world, owners[one.Slug], one.Slug, one.row.Number) > 1);
        }
    }

    [Theory, BothDatabases]
    public async Task Page_CSV_workbook_and_ledger_of_every_statement_come_to_the_same(Provider provider)
    {
        await using var world = await World.Create(provider);
        var owners = await Lived(world);
        await using var db = world.Db();
        var statements = await db
            .Statements.Join(db.Merchants, row => row.MerchantId, one => one.Id, (row, one) => new { row, one.Slug })
            .ToListAsync();
        Assert.Contains(statements, one => one.row.Outcome == PayoutOutcome.Held);
        foreach (var one in statements)
        {
            var page = await world.Get<StatementService>().Page(owners[one.Slug], one.Slug, one.row.Number, default);
            Assert.True(page.Proof.Holds);
            var sums = DetailSums.OfPage(page);
            Assert.Equal((page.Proof.LedgerLinesMinor, page.Proof.LedgerClosingMinor), (sums.Lines, sums.Closing));
            Assert.Equal(page.Days.Sum(day => day.NetMinor), sums.Lines);
            foreach (var format in Enum.GetValues<ExportFormat>())
            {
                using var file = new MemoryStream();
                var made = await world.Get<StatementExportService>().Export(owners[one.Slug], one.Slug, one.row.Number, format, default);
                await made.WriteTo(file, default);
                Assert.Equal(sums, format == ExportFormat.Xlsx ? DetailSums.OfWorkbook(file.ToArray()) : DetailSums.OfCsv(file.ToArray()));
            }
        }
    }

    [Theory, BothDatabases]
    public async Task A_figure_of_another_organisation_opens_nothing_and_a_page_goes_there_and_back(Provider provider)
    {
        await using var world = await World.Create(provider);
        var owners = await Merchants(world);
        await world.ImportAndPost(SampleRows.Bill(Enumerable.Range(1, 30).Select(n => Row(n, 100 + n, 0, 1))));
        await world.Settle();
        await using var db = world.Db();
        var number = await db.Statements.Select(row => row.Number).SingleAsync();
        var service = world.Get<StatementItemsService>();

        Task<StatementItems> List(Actor reader, string slug, PageAsk ask) =>
            service.List(reader, slug, number, [LineKind.Payment], null, ask, default);

        Assert.True((await Assert.ThrowsAsync<Refusal>(() => List(owners["weekly"], "weekly", new PageAsk()))).IsNotFound);
        Assert.True((await Assert.ThrowsAsync<Refusal>(() => List(owners["weekly"], "daily", new PageAsk()))).IsNotFound);
        var first = await List(owners["daily"], "daily", new PageAsk(12));
        var second = await List(owners["daily"], "daily", new PageAsk(12, Before: first.Page.Older));
        Assert.Equal((12, 12, 30L), (first.Page.Rows.Count, second.Page.Rows.Count, second.Count));
        var back = await List(owners["daily"], "daily", new PageAsk(12, After: second.Page.Newer));
        Assert.Equal(first.Page.Rows, back.Page.Rows);
        Assert.Null(back.Page.Newer);
    }

    [Theory, BothDatabases]
    public async Task A_run_opens_as_many_statements_as_it_says(Provider provider)
    {
        await using var world = await World.Create(provider);
        await Merchants(world);
        var finance = await world.Person("officer", StaffRole.FinanceOfficer);
        await world.ImportAndPost(SampleRows.Bill(Row(1, 1_000, -2, 1), Row(2, 2_000, -1, 1), Row(3, 3_000, 0, 1), Row(4, 4_000, -1, 2)));
        await world.Settle(Day.AddDays(-2));
        await world.Settle(Day);
        var service = world.Get<StatementService>();
        foreach (var run in await world.Get<RunPagesService>().Runs(finance, default))
        {
            var opened = await service.ListAll(finance, null, run.Through, new PageAsk(), default);
            Assert.Equal(run.Statements, opened.Rows.Count);
            Assert.NotEmpty(opened.Rows);
        }

        // The control: by their last day they are others, because a run closes the days before as well.
        Assert.Equal(3, (await service.ListAll(finance, null, Day, new PageAsk(), default)).Rows.Count);
        Assert.Equal(2, (await service.ListAll(finance, Day, null, new PageAsk(), default)).Rows.Count);
        Assert.Empty((await service.ListAll(finance, null, Day.AddDays(9), new PageAsk(), default)).Rows);
    }

    /// <summary>Weeks of all that can stand on a statement: late items, refunds of other days, waived fees, an adjustment, a reserve, a stop.</summary>
    private static async Task<Dictionary<string, Actor>> Lived(World world)
    {
        var owners = await Merchants(world);
        await FeesOfAllKinds(world);

        // Of some days; refunds of another day than their payment, of one payment twice, and of a payment of the statement before.
        var paid = Enumerable.Range(1, 9).Select(n => Row(n, 1_000 * n, n % 3 - 3, n)).ToArray();
        await world.ImportAndPost(SampleRows.Bill(paid));
        await world.ImportAndPost(SampleRows.Bill(Back(1, paid[0], 400, 0), Back(2, paid[0], 600, 0, 400), Back(3, paid[4], 5_000, 0)));
        await Adjusted(world, "daily", 12_50);
        await world.Settle(Day);
        // Late: of days that are closed by now. And what a day brings of its own.
        world.Clock.Advance(TimeSpan.FromDays(2));
        await world.ImportAndPost(
            SampleRows.Bill(
                Row(11, 7_700, -2, 1),
                Row(12, 3_300, -2, 2),
                Row(13, 2_200, 1, 1),
                Row(14, 900, 1, 2),
                Back(4, paid[3], 1_000, -1),
                Back(5, paid[7], 8_000, 1)
            )
        );
        await world.Get<ReserveService>().Release(Actor.System("reserves"), default);
        await world
            .Get<PayoutHoldService>()
            .Hold(await world.Person("stopper", StaffRole.FinanceOfficer), "monthly", "A dispute", null, default);
        await world.Settle(Day.AddDays(1));
        world.Clock.Advance(TimeSpan.FromDays(20));
        await world.ImportAndPost(SampleRows.Bill(Row(21, 500, 12, 1), Row(22, 600, 12, 2), Row(23, 700, 12, 3)));
        await world.Get<ReserveService>().Release(Actor.System("reserves"), default);
        await world.Settle(Day.AddDays(20));
        await world.AssertProven();

        return owners;
    }

    /// <summary>One paid by the day with a reserve, one by the week that ends on Thursday (the 19th is one), one by the month.</summary>
    private static async Task<Dictionary<string, Actor>> Merchants(World world)
    {
        var terms = new Dictionary<string, CycleTerms>
        {
            ["daily"] = CycleTerms.Default with { ReservePartsPerMillion = 100_000, ReserveDays = 2 },
            ["weekly"] = CycleTerms.Default with { Cycle = SettlementCycle.Weekly, Anchor = 4, DueAfter = 2 },
            ["monthly"] = CycleTerms.Default with { Cycle = SettlementCycle.Monthly, Anchor = 31 },
        };
        var owners = new Dictionary<string, Actor>();
        foreach (var (slug, at) in terms.Keys.Select((slug, at) => (slug, at + 1)))
        {
            var (merchant, owner) = await world.Organisation(slug);
            await world.Claim(merchant, $"190000000{at}");
            await world.Get<SettlementTermsService>().Install(Actor.Operator, slug, Day.AddDays(-30), terms[slug], default);
            owners[slug] = owner;
        }

        return owners;
    }

    private static async Task FeesOfAllKinds(World world)
    {
        FeeRuleDraft Rule(string name, FeeKind kind, FeeTerms terms) => new(name, kind, null, null, Currency.Cny.Code, terms, Past, null);
        FeeRuleDraft Waiver(string name, FeeKind kind) =>
            Rule(name, kind, FeeTerms.Rate(500_000)) with
            {
                ToUtc = Past.AddDays(200),
                Nature = FeeNature.Waiver,
                Owner = "Lin Yue",
                Why = "Help after the flood",
            };
        FeeRuleDraft[] drafts =
        [
            Rule("Refunds", FeeKind.RefundHandling, new FeeTerms(10_000, 0, 5, null, RefundPolicy.None)),
            Rule("Payouts", FeeKind.Payout, new FeeTerms(0, 100, null, null, RefundPolicy.None)),
            Rule("Monthly", FeeKind.Monthly, new FeeTerms(0, 2_000, null, null, RefundPolicy.None)),
            Waiver("Relief", FeeKind.Payment),
            Waiver("Relief of refunds", FeeKind.RefundHandling),
            Waiver("Relief of months", FeeKind.Monthly),
        ];
        foreach (var draft in drafts)
        {
            await world.Get<FeeRuleService>().Publish(Actor.Operator, draft, default);
        }
    }

    private static async Task Adjusted(World world, string slug, long minor)
    {
        var officer = await world.Person("adjuster", StaffRole.FinanceOfficer);
        var approver = await world.Person("agreer", StaffRole.FinanceApprover);
        var form = new AdjustmentForm(slug, minor, AdjustmentReason.Goodwill, "Agreed by phone", AdjustmentAccount.Adjustments, null, null);
        var number = await world.Get<AdjustmentService>().Propose(officer, form, "adjust", default);
        var seen = await world.Get<ApprovalListService>().Read(approver, number, default);
        await world.Get<ApprovalService>().Approve(approver, number, seen.Hash, null, default);
    }

    private static BillRow Row(int n, long fen, int days, int merchant)
    {
        var row = SampleRows.Payment(n, fen, merchantNo: $"190000000{(merchant - 1) % 3 + 1}");
        return row with { OccurredUtc = row.OccurredUtc.AddDays(days) };
    }

    private static BillRow Back(int n, BillRow payment, long fen, int days, long before = 0) =>
        SampleRows.Refund(n, payment, fen, SampleRows.Payment(n, 1).OccurredUtc.AddDays(days).AddHours(6), before);
}
