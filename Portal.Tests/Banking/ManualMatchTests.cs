using Microsoft.EntityFrameworkCore;
using Portal.Domain.Approvals;
using Portal.Domain.Banking;
using Portal.Domain.Ledger;
using Portal.Domain.Payments;
using Portal.Domain.Settlement;
using Portal.Tests.Approvals;
using Portal.Tests.Payments;

namespace Portal.Tests.Banking;

/// <summary>What the rules do not join, two persons do; every line is still counted once and its money moves once.</summary>
public sealed class ManualMatchTests
{
    private static readonly DateOnly Day = new(2026, 11, 20);

    [Theory, BothDatabases]
    public async Task One_credit_and_two_withdrawals_that_sum_are_matched_with_a_second_person(Provider provider)
    {
        await using var world = await World.Create(provider);
        var finance = await Withdrawn(world, 600_00, 400_00);
        await world.Bank(new CamtText("d1", 0, Day).In("B1", 1_000_00, text: "Tenpay").Xml());
        var lines = await Queue(world, finance.Maker);
        Assert.Equal(3, lines.Count);
        var sheet = await Match(world).Sheet(finance.Maker, [lines["B1"].Id], null, default);
        Assert.Equal((1_000_00L, 2), (sheet.DifferenceMinor, sheet.Others.Count));
        long[] all = [.. lines.Values.Select(row => row.Id)];

        var number = await Propose(world, finance.Maker, all);
        Assert.Equal(ApprovalsRefusals.OwnProposal, (await ApprovalWorld.Refused(() => world.Approve(finance.Maker, number))).Code);
        Assert.Equal(Money.Cny(-1_000_00), await world.Stands(LedgerCode.BankSuspense));
        await world.Approve(finance.Checker, number);

        Assert.Equal(Money.Cny(0), await world.Stands(LedgerCode.BankSuspense));
        Assert.Equal(Money.Cny(0), await world.Stands(LedgerCode.InTransitGateway));
        var service = world.Get<ReconciliationService>();
        Assert.Equal(0, await service.Run(finance.Maker, default));
        var day = (await service.Overview(finance.Maker, default)).Days.Where(row => row.Pair == ReconPair.Bank).ToList();
        Assert.Equal((3, 0), (day.Sum(row => row.Matched), day.Sum(row => row.Open.Values.Sum())));
        // The bank shows one of them again: what was matched is not there to be taken twice.
        await world.Bank(new CamtText("d2", 1_000_00, Day, 2).In("B2", 600_00, text: FormatSamples.Partner).Xml());
        Assert.Equal(1, await service.Run(finance.Maker, default));
        Assert.Equal(Money.Cny(-600_00), await world.Stands(LedgerCode.BankSuspense));
        await world.AssertProven();
    }

    [Theory, BothDatabases]
    public async Task A_payout_the_bank_debited_without_its_reference_is_paid_by_the_match(Provider provider)
    {
        await using var world = await World.Create(provider);
        await world.AddOurAccount();
        var finance = await world.Finance();
        var payout = await world.Owe("qinghe", 1, 1_000_00);
        await world.Leave(finance, payout.Number);
        await world.Bank(new CamtText("d1", 0, Day).Out("B1", payout.AmountMinor).Xml());
        var lines = await Queue(world, finance.Maker);
        await world.Approve(finance.Checker, await Propose(world, finance.Maker, [.. lines.Values.Select(row => row.Id)]));

        Assert.Equal(PayoutState.Paid, await world.PayoutState(payout.Number));
        Assert.Equal(Money.Cny(0), await world.Stands(LedgerCode.InTransit));
        Assert.Equal(Money.Cny(0), await world.Stands(LedgerCode.BankSuspense));
        Assert.Equal(0, await world.Get<ReconciliationService>().Run(finance.Maker, default));
        await world.AssertProven();
    }

    [Theory, BothDatabases]
    public async Task A_difference_is_refused_unless_it_is_what_the_bank_kept_and_is_booked_as_that(Provider provider)
    {
        await using var world = await World.Create(provider);
        var finance = await Withdrawn(world, 600_00);
        await world.Bank(new CamtText("d1", 0, Day).In("B1", 595_00, text: "Tenpay").In("B2", 605_00, text: "Tenpay").Xml());
        var lines = await Queue(world, finance.Maker);
        var withdrawal = lines.Values.Single(row => row.Side == ReconSide.Ours);
        var (less, more) = (lines["B1"].Id, lines["B2"].Id);

        Assert.Equal(BankingRefusals.MatchNeedsFee, await Refused(world, finance.Maker, [withdrawal.Id, less]));
        Assert.Equal(BankingRefusals.MatchDiffers, await Refused(world, finance.Maker, [withdrawal.Id, more], asFee: true));
        Assert.Equal(BankingRefusals.MatchTooFew, await Refused(world, finance.Maker, [less]));
        Assert.Equal(KernelRefusals.NotFound, await Refused(world, finance.Maker, [less, 9_999]));
        await world.Approve(finance.Checker, await Propose(world, finance.Maker, [withdrawal.Id, less], asFee: true));

        Assert.Equal(Money.Cny(5_00), await world.Stands(LedgerCode.BankFee));
        Assert.Equal(Money.Cny(0), await world.Stands(LedgerCode.InTransitGateway));
        Assert.Equal(Money.Cny(-605_00), await world.Stands(LedgerCode.BankSuspense));
        Assert.Equal(BankingRefusals.SettledMeanwhile, await Refused(world, finance.Maker, [withdrawal.Id, more]));
        await world.AssertProven();
    }

    [Theory, BothDatabases]
    public async Task Two_lines_of_the_bank_that_take_each_other_back_leave_suspense_without_an_entry(Provider provider)
    {
        await using var world = await World.Create(provider);
        await world.AddOurAccount();
        var finance = await world.Finance();
        await world.Bank(new CamtText("d1", 0, Day).In("B1", 7_00, text: "wrong").Out("B2", 7_00).Xml());
        var lines = await Queue(world, finance.Maker);
        await world.Approve(finance.Checker, await Propose(world, finance.Maker, [.. lines.Values.Select(row => row.Id)]));
        await using var db = world.Db();
        Assert.All(await db.BankLines.ToListAsync(), line => Assert.Equal(BankLineKind.Cancelled, line.Kind));
        Assert.Null((await db.ReconMatches.SingleAsync()).EntryId);
        Assert.Equal(0, await world.Get<ReconciliationService>().Run(finance.Maker, default));
        await world.AssertProven();
    }

    [Theory, BothDatabases]
    public async Task Withdrawn_refused_expired_and_overtaken_proposals_free_their_lines(Provider provider)
    {
        await using var world = await World.Create(provider);
        var finance = await Withdrawn(world, 600_00);
        await world.Bank(new CamtText("d1", 0, Day).In("B1", 600_00, text: "Tenpay").Xml());
        var service = world.Get<ReconciliationService>();
        long[] ids = [.. (await Queue(world, finance.Maker)).Values.Select(row => row.Id)];
        Task<string> Again() => Propose(world, finance.Maker, ids);
        async Task<bool> Free() => (await Queue(world, finance.Maker)).Values.All(row => row.Proposed is null && row.Match is null);

        await world.Withdraw(finance.Maker, await Again());
        Assert.True(await Free());
        await world.Reject(finance.Checker, await Again());
        Assert.True(await Free());
        var late = await Again();
        Assert.False(await Free());
        Assert.Equal(
            ApprovalsRefusals.AlreadyWaiting,
            (
                await ApprovalWorld.Refused(() =>
                    service.Propose(finance.Maker, ids[0], ReconAnswer.Explained, "Why.", ApprovalWorld.Key, default)
                )
            ).Code
        );
        world.Clock.Advance(TimeSpan.FromDays(8));
        await world.Get<ApprovalService>().Expire(Actor.System("approvals"), await world.IdOf(late), default);
        Assert.True(await Free());

        // The withdrawal arrives by itself, with its reference, while a match with another line waits.
        var overtaken = await Again();
        await world.Bank(new CamtText("d2", 600_00, Day, 2).In("B2", 600_00, text: FormatSamples.Partner).Xml());
        Assert.Equal(1, await service.Run(finance.Maker, default));
        Assert.Equal(ApprovalState.Superseded, await world.StateOf(overtaken));
        Assert.True(await Free());
        await world.AssertProven();
    }

    [Theory, BothDatabases]
    public async Task Of_answers_that_race_for_one_line_one_wins_and_the_others_hear_which(Provider provider)
    {
        await using var world = await World.Create(provider);
        var finance = await Withdrawn(world, 600_00);
        await world.Bank(new CamtText("d1", 0, Day).In("B1", 600_00, text: "Tenpay").Xml());
        var lines = await Queue(world, finance.Maker);
        long[] ids = [.. lines.Values.Select(row => row.Id)];
        var service = world.Get<ReconciliationService>();
        var outcomes = await Task.WhenAll(
            Enumerable
                .Range(0, 6)
                .Select(i =>
                    Task.Run(async () =>
                    {
                        try
                        {
                            await (
                                i % 2 == 0
                                    ? Propose(world, finance.Maker, ids)
                                    : service.Propose(
                                        finance.Maker,
                                        lines["B1"].Id,
                                        ReconAnswer.IsWithdrawal,
                                        "Why.",
                                        ApprovalWorld.Key,
                                        default
                                    )
                            );
                            return "won";
                        }
                        catch (Refusal refusal)
                        {
                            return refusal.Code;
                        }
                    })
                )
        );
        Assert.Single(outcomes, "won");
        Assert.Equal(5, outcomes.Count(code => code == ApprovalsRefusals.AlreadyWaiting));
        await world.AssertProven();
    }

    [Theory, BothDatabases]
    public async Task The_proof_finds_a_match_that_moved_something_else(Provider provider)
    {
        await using var world = await World.Create(provider);
        var finance = await Withdrawn(world, 600_00);
        await world.Bank(new CamtText("d1", 0, Day).In("B1", 600_00, text: "Tenpay").Xml());
        var lines = await Queue(world, finance.Maker);
        await world.Approve(finance.Checker, await Propose(world, finance.Maker, [.. lines.Values.Select(row => row.Id)]));
        await world.AssertProven();
        await using (var db = world.Db())
        {
            await db.ReconMatches.ExecuteUpdateAsync(set =>
                set.SetProperty(row => row.OursMinor, 601_00).SetProperty(row => row.FeeMinor, 1_00)
            );
        }

        var broken = await Assert.ThrowsAnyAsync<Exception>(world.AssertProven);
        Assert.Contains("I-36", broken.Message, StringComparison.Ordinal);
    }

    /// <summary>Our account, and withdrawals of a gateway account that the bank has not shown.</summary>
    internal static async Task<(Actor Maker, Actor Checker)> Withdrawn(World world, params long[] fen)
    {
        await world.AddOurAccount();
        var bills = world.Get<BillService>();
        var receipt = await Import(world, 20, fen);
        Assert.Empty(receipt.Errors);
        await bills.PostAll(Actor.Operator, default);
        return await world.Finance();
    }

    /// <summary>Withdrawals of the 19th in a list that goes to another day of November.</summary>
    internal static Task<BillReceipt> Import(World world, int lastDay, params long[] fen)
    {
        var balance = 10_000_00L;
        var rows = fen.Select(
            (amount, i) =>
            {
                balance -= amount;
                return $"F{i}\t,W{i}\t,\t,提现,2026-11-19 2{i}:00:00,\t,0.00,-{Money.Cny(amount).ToPlainString()},{Money.Cny(balance).ToPlainString()},\t,提现,";
            }
        );
        var text = $"""
            #支付宝账务明细查询
            #账号：[{FormatSamples.Partner}0156]
            #起始日期：[2026年11月19日 00:00:00]   终止日期：[2026年11月{lastDay}日 00:00:00]
            #-----------------------------------------账务明细列表----------------------------------------
            账务流水号,业务流水号,商户订单号,商品名称,发生时间,对方账号,收入金额（+元）,支出金额（-元）,账户余额（元）,交易渠道,业务类型,备注
            {string.Join('\n', rows)}
            #-----------------------------------------账务明细列表结束------------------------------------
            #支出合计：{fen.Length}笔，共-{Money.Cny(fen.Sum()).ToPlainString()}元
            #收入合计：0笔，共0.00元

            """;
        return world
            .Get<BillService>()
            .ImportWith(
                Actor.Operator,
                new BillAsk(BillFormats.AlipayDetail),
                "detail.csv",
                new MemoryStream(FormatSamples.Gbk.GetBytes(text)),
                default
            );
    }

    private static ReconMatchService Match(World world) => world.Get<ReconMatchService>();

    internal static Task<string> Propose(World world, Actor maker, IReadOnlyList<long> ids, bool asFee = false) =>
        Match(world).Propose(maker, ids, asFee, "The gateway's notice says so.", ApprovalWorld.Key, default);

    private static async Task<string> Refused(World world, Actor maker, IReadOnlyList<long> ids, bool asFee = false) =>
        (await ApprovalWorld.Refused(() => Propose(world, maker, ids, asFee))).Code;

    internal static async Task<Dictionary<string, ReconRow>> Queue(World world, Actor maker)
    {
        var service = world.Get<ReconciliationService>();
        await service.Run(maker, default);
        return (await service.Queue(maker, new ReconAsk(null, null, null, false, false), new PageAsk(), default)).Rows.ToDictionary(row =>
            row.Reference
        );
    }
}
