using Microsoft.EntityFrameworkCore;
using Portal.Domain.Approvals;
using Portal.Domain.Banking;
using Portal.Domain.Ledger;
using Portal.Tests.Approvals;
using Portal.Tests.Payments;

namespace Portal.Tests.Banking;

/// <summary>Every line is counted once, in the one place it belongs to.</summary>
public sealed class MatchingTests
{
    private static readonly DateOnly Day = new(2026, 11, 20);

    [Fact]
    public void Ten_thousand_lines_with_known_truth_come_out_exactly_I_29()
    {
        var random = new Random(20_261_120);
        var facts = new List<ReconFact>();
        var truth = new Dictionary<(ReconSide, long), ReconState>();
        long id = 0;
        void Add(ReconSide side, string key, long amount, ReconState state)
        {
            id++;
            truth[(side, id)] = state;
            facts.Add(Fact(side, id, amount, key));
        }

        while (facts.Count < 10_000)
        {
            var (key, amount) = ($"k{facts.Count}", random.NextInt64(1, 1_000_000));
            switch (random.Next(10))
            {
                case 0:
                    Add(ReconSide.Ours, key, amount, ReconState.MissingThere);
                    break;
                case 1:
                    Add(ReconSide.Theirs, key, amount, ReconState.MissingHere);
                    break;
                case 2:
                    Add(ReconSide.Ours, key, amount, ReconState.AmountDiffers);
                    Add(ReconSide.Theirs, key, amount + 1, ReconState.AmountDiffers);
                    break;
                case 3:
                    Add(ReconSide.Ours, key, amount, ReconState.Matched);
                    Add(ReconSide.Theirs, key, amount, ReconState.Matched);
                    Add(ReconSide.Theirs, key, amount, ReconState.Duplicate);
                    break;
                case 4:
                    // A payment and its fee as two lines of theirs.
                    Add(ReconSide.Ours, key, amount, ReconState.Matched);
                    Add(ReconSide.Theirs, key, amount + 7, ReconState.Matched);
                    Add(ReconSide.Theirs, key, -7, ReconState.Matched);
                    break;
                default:
                    Add(ReconSide.Ours, key, amount, ReconState.Matched);
                    Add(ReconSide.Theirs, key, amount, ReconState.Matched);
                    break;
            }
        }

        // Whatever the order the lines come in: the same truth, each once.
        foreach (var order in new[] { facts, [.. facts.OrderBy(_ => random.Next())] })
        {
            var found = Matching.Match(order);
            Assert.Equal(facts.Count, found.Count);
            Assert.Equal(truth, found.ToDictionary(one => (one.Fact.Side, one.Fact.Id), one => one.State));
        }
    }

    [Fact]
    public void The_surest_key_wins_and_an_amount_alone_never_matches()
    {
        var ours = Fact(ReconSide.Ours, 1, -10, "e2e:A", "ref:B");
        var other = Fact(ReconSide.Ours, 2, -10, "e2e:C", "ref:D");
        var line = Fact(ReconSide.Theirs, 3, -10, "e2e:C", "ref:B");
        var same = Fact(ReconSide.Theirs, 4, -10, "ref:X");
        Assert.Equal(
            [(1, ReconState.MissingThere), (2, ReconState.Matched), (3, ReconState.Matched), (4, ReconState.MissingHere)],
            Matching.Match([ours, other, line, same]).Select(one => (one.Fact.Id, one.State)).Order()
        );
    }

    [Fact]
    public void One_line_may_stand_for_a_batch_and_one_payment_for_two_lines()
    {
        var batch = new[] { Fact(ReconSide.Ours, 1, -1000_04, "line:9"), Fact(ReconSide.Ours, 2, 0, "line:9", "e2e:B") };
        var debit = Fact(ReconSide.Theirs, 9, -1203_44, "line:9");
        var back = Fact(ReconSide.Theirs, 10, 203_40, "e2e:B");
        var fee = Fact(ReconSide.Theirs, 11, -1_02) with { Alone = true };
        Assert.All(Matching.Match([.. batch, debit, back, fee]), one => Assert.Equal(ReconState.Matched, one.State));
    }

    [Theory, BothDatabases]
    public async Task A_run_raises_ages_and_lets_go_and_a_second_person_settles_the_rest(Provider provider)
    {
        await using var world = await World.Create(provider);
        await world.AddOurAccount();
        var finance = await world.Finance();
        var payout = await world.Owe("qinghe", 1, 1_000_00);
        await world.Leave(finance, payout.Number);
        var service = world.Get<ReconciliationService>();
        Assert.Equal(1, await service.Run(finance.Maker, default));
        world.Clock.Advance(TimeSpan.FromDays(3));
        var day = new CamtText("d1", 0, Day.AddDays(2)).In("B1", 7_00, text: "who").Out("B2", payout.AmountMinor, payout.Number);
        await world.Bank(day.Xml());
        Assert.Equal(1, await service.Run(finance.Maker, default));
        Assert.Equal(1, await service.Run(finance.Maker, default));

        var row = Assert.Single(
            (await service.Queue(finance.Maker, new ReconAsk(null, null, null, false, false), new PageAsk(), default)).Rows
        );
        Assert.Equal(("B1", ReconState.MissingHere, 7_00L, 1), (row.Reference, row.State, row.AmountMinor, row.AgeDays));
        var overview = await service.Overview(finance.Checker, default);
        Assert.Equal([1, 0, 0, 0], overview.Ages.Select(age => age.Count));
        await service.Take(finance.Maker, row.Id, default);
        await service.Explain(finance.Maker, row.Id, ReconReason.AskedBank, "A refund of a fee.", default);
        var number = await service.Propose(
            finance.Maker,
            row.Id,
            ReconAnswer.IsWithdrawal,
            "The gateway says so.",
            ApprovalWorld.Key,
            default
        );
        Assert.Equal(ApprovalsRefusals.OwnProposal, (await ApprovalWorld.Refused(() => world.Approve(finance.Maker, number))).Code);
        await world.Approve(finance.Checker, number);

        Assert.Equal(Money.Cny(0), await world.Stands(LedgerCode.BankSuspense));
        Assert.Equal(Money.Cny(-7_00), await world.Stands(LedgerCode.InTransitGateway));
        Assert.Equal(0, await service.Run(finance.Maker, default));
        await using var db = world.Db();
        Assert.Equal(2, await db.ReconItems.CountAsync());
        await world.AssertProven();
    }

    [Theory, BothDatabases]
    public async Task Payments_a_fund_bill_and_the_bank_are_held_against_each_other(Provider provider)
    {
        await using var world = await World.Create(provider);
        await world.AddOurAccount();
        var (merchant, _) = await world.Organisation("qinghe");
        await world.Claim(merchant);
        var paid = SampleRows.Payment(1, 100_00);
        var back = SampleRows.Refund(1, paid, 30_00);
        await world.ImportAndPost(SampleRows.Bill(paid, back, SampleRows.Payment(2, 7_50)));
        // The bank's line comes before the fund bill that explains it: in suspense first, in its place at the next run.
        await world.Bank(new CamtText("d1", 0, Day).In("B1", 1_000_00, text: $"{SampleRows.MerchantNo} 20261119").Xml());
        Assert.Equal(Money.Cny(-1_000_00), await world.Stands(LedgerCode.BankSuspense));
        var bills = world.Get<Portal.Domain.Payments.BillService>();
        var ask = new Portal.Domain.Payments.BillAsk(Portal.Domain.Payments.BillFormats.WechatFund, MerchantNo: SampleRows.MerchantNo);
        await bills.ImportWith(Actor.Operator, ask, "fund.csv", new MemoryStream(FormatSamples.Fund.Utf8()), default);
        await bills.PostAll(Actor.Operator, default);

        var finance = await world.Finance();
        var service = world.Get<ReconciliationService>();
        Assert.Equal(1, await service.Run(finance.Maker, default));
        Assert.Equal(Money.Cny(0), await world.Stands(LedgerCode.BankSuspense));
        Assert.Equal(Money.Cny(0), await world.Stands(LedgerCode.InTransitGateway));
        var row = Assert.Single(
            (await service.Queue(finance.Maker, new ReconAsk(null, null, null, false, false), new PageAsk(), default)).Rows
        );
        Assert.Equal((ReconState.MissingThere, SampleRows.TransactionId(2)), (row.State, row.Reference));
        var day = (await service.Overview(finance.Maker, default)).Days.Single(one => one.Pair == ReconPair.Gateway);
        Assert.Equal((3, 3, 5, 1), (day.OursLines, day.TheirsLines, day.Matched, day.OpenOf(ReconState.MissingThere)));
        await world.AssertProven();
    }

    [Theory, BothDatabases]
    public async Task Every_figure_of_the_overview_opens_as_many_differences_as_it_says(Provider provider)
    {
        await using var world = await World.Create(provider);
        await world.AddOurAccount();
        var finance = await world.Finance();
        var service = world.Get<ReconciliationService>();
        await world.Bank(new CamtText("d1", 0, Day).In("B1", 1_00).In("B2", 2_00).Out("B3", 50).Xml());
        await service.Run(finance.Maker, default);
        world.Clock.Advance(TimeSpan.FromDays(20));
        await world.Bank(new CamtText("d2", 2_50, Day.AddDays(20), 2).In("B4", 4_00).In("B5", 5_00).Xml());
        await service.Run(finance.Maker, default);
        // One of each age is explained and agreed to: it is a difference still, and no longer an open one.
        foreach (var reference in (string[])["B1", "B4"])
        {
            var row = (await Queue(new ReconAsk(null, null, null, false, false))).Rows.Single(one => one.Reference == reference);
            await world.Approve(
                finance.Checker,
                await service.Propose(finance.Maker, row.Id, ReconAnswer.Explained, "Known.", ApprovalWorld.Key, default)
            );
        }

        var sheet = await service.Overview(finance.Maker, default);

        Assert.Equal((3, 3), (sheet.Open, sheet.Days.Sum(row => row.Open.Values.Sum())));
        Assert.Contains(sheet.Days, row => row.Day is null);
        foreach (var row in sheet.Days)
        {
            foreach (var state in Enum.GetValues<ReconState>())
            {
                var ask = new ReconAsk(state, null, null, false, false) { Pair = row.Pair, Day = row.Day };
                var page = await Queue(row.Day is null ? ask with { Until = sheet.Since } : ask);
                Assert.Equal((row.OpenOf(state), row.OpenOf(state)), (page.Rows.Count, (int)page.Count!));
            }
        }

        foreach (var age in sheet.Ages)
        {
            Assert.Equal(age.Count, (await Queue(new ReconAsk(null, age.FromDays, age.ToDays, false, false))).Rows.Count);
        }

        Task<Page<ReconRow>> Queue(ReconAsk ask) => service.Queue(finance.Maker, ask, new PageAsk(100), default);
    }

    private static ReconFact Fact(ReconSide side, long id, long amount, params string[] keys) =>
        new(side, side == ReconSide.Ours ? ReconRef.Transfer : ReconRef.BankLine, id, $"r{id}", amount, "CNY", Day, keys);
}
