using Microsoft.EntityFrameworkCore;
using Portal.Domain.Approvals;
using Portal.Domain.Banking;
using Portal.Domain.Ledger;
using Portal.Domain.Settlement;
using Portal.Tests.Approvals;
using Portal.Tests.Banking;
using Portal.Tests.Payments;

namespace Portal.Tests.Faults;

/// <summary>
/// Whichever statement or commit is the last that still happens, what moves money is whole or not there, and done again it is there once. Every
/// point is tried in turn, where the tests with SIGKILL try some at random.
/// </summary>
public sealed class FaultPointTests
{
    private const int PointsMax = 400;

    /// <summary>Where nothing was committed the books stand as they stood: proving them each time takes longer than all the rest.</summary>
    private const int ProvenEvery = 5;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, BothDatabases]
    public async Task An_adjustment_ended_anywhere_in_its_approval_is_posted_once_S_06(Provider provider)
    {
        await using var world = await World.Create(provider);
        await world.Organisation("qinghe");
        var (maker, checker) = await world.Finance();
        var form = new AdjustmentForm("qinghe", 1_250, AdjustmentReason.Goodwill, "Sorry", AdjustmentAccount.Adjustments, null, null);
        var number = await world.Get<AdjustmentService>().Propose(maker, form, ApprovalWorld.Key, Ct);

        await FailEverywhere(
            world,
            () => world.Approve(checker, number),
            async done =>
                Assert.Equal(Money.Cny(done ? -1_250 : 0), await world.Stands(LedgerCode.MerchantPending(await OnlyMerchant(world)))),
            () => Approved(world, number)
        );
    }

    [Theory, BothDatabases]
    public async Task A_match_by_hand_ended_anywhere_in_its_approval_moves_its_money_once_S_06(Provider provider)
    {
        await using var world = await World.Create(provider);
        await world.AddOurAccount();
        var (maker, checker) = await world.Finance();
        var payout = await world.Owe("qinghe", 1, 1_000_00);
        await world.Leave((maker, checker), payout.Number);
        await world.Bank(new CamtText("d1", 0, MoneyWorld.Day.AddDays(1)).Out("B1", payout.AmountMinor).Xml());
        var service = world.Get<ReconciliationService>();
        await service.Run(maker, Ct);
        var rows = (await service.Queue(maker, new ReconAsk(null, null, null, false, false), new PageAsk(), Ct)).Rows;
        var number = await world
            .Get<ReconMatchService>()
            .Propose(maker, [.. rows.Select(row => row.Id)], false, "The bank says so.", ApprovalWorld.Key, Ct);

        await FailEverywhere(
            world,
            () => world.Approve(checker, number),
            async done =>
            {
                Assert.Equal(Money.Cny(done ? 0 : payout.AmountMinor), await world.Stands(LedgerCode.BankSuspense));
                Assert.Equal(done, await world.PayoutState(payout.Number) == PayoutState.Paid);
            },
            () => Approved(world, number)
        );
    }

    [Theory, BothDatabases]
    public async Task A_batch_ended_anywhere_in_its_approval_and_file_leaves_once_S_06(Provider provider)
    {
        await using var world = await World.Create(provider);
        await world.AddOurAccount();
        var (maker, checker) = await world.Finance();
        var payout = await world.Owe("qinghe", 1, 1_000_00);
        var batch = await world.Batch(maker, payout.Number);
        var number = (await world.Get<PayoutQueries>().Batch(checker, batch, Ct)).Approval!;

        await FailEverywhere(
            world,
            () => world.Approve(checker, number),
            async done => Assert.Equal(done, await world.PayoutState(payout.Number) == PayoutState.Approved),
            () => Approved(world, number)
        );
        await FailEverywhere(
            world,
            () => world.Write(batch),
            async done =>
            {
                Assert.Equal(Money.Cny(done ? -payout.AmountMinor : 0), await world.Stands(LedgerCode.InTransit));
                await using var db = world.Db();
                Assert.Equal(done ? 1 : 0, await db.BankTransfers.CountAsync(Ct));
            },
            async () => await world.PayoutState(payout.Number) == PayoutState.InFile
        );
    }

    [Theory, BothDatabases]
    public async Task An_act_of_money_ended_anywhere_alone_asked_and_agreed_to_happens_once_S_06(Provider provider)
    {
        foreach (var (kind, make) in MoneyActCases.All)
        {
            await using var world = await World.Create(provider);
            var (maker, checker) = await world.Finance();
            var alone = await make(world, 500_00);
            await FailEverywhere(
                world,
                () => alone.Do(maker),
                async done => Assert.True(done == await alone.HasHappened() && await Acts(world, kind) == (done ? 1 : 0), kind),
                alone.HasHappened
            );

            var asked = await make(world, 2_000_00);
            await FailEverywhere(
                world,
                () => asked.Do(maker),
                async done => Assert.True(!await asked.HasHappened() && await Acts(world, kind) == (done ? 2 : 1), kind),
                async () => await Acts(world, kind) == 2
            );
            var number = await MoneyActCases.Ask(
                world,
                db => db.Approvals.OrderByDescending(row => row.Id).Select(row => row.Number).FirstAsync(Ct)
            );
            await FailEverywhere(
                world,
                () => world.Approve(checker, number),
                async done => Assert.True(done == await asked.HasHappened() && await Acts(world, kind) == 2, kind),
                () => Approved(world, number)
            );
        }
    }

    private static Task<int> Acts(World world, string kind) =>
        MoneyActCases.Ask(world, db => db.MoneyActs.CountAsync(row => row.Kind == kind, Ct));

    [Theory, BothDatabases]
    public async Task A_day_ended_anywhere_in_its_closing_and_tax_has_one_statement_and_one_tax_S_06(Provider provider)
    {
        await using var world = await World.Create(provider);
        var (merchant, _) = await world.Organisation("qinghe");
        await world.Claim(merchant);
        await world.ImportAndPost(SampleRows.Bill(SampleRows.Payment(1, 1_000_00), SampleRows.Payment(2, 500_00)));

        await FailEverywhere(
            world,
            async () => await world.Settle(),
            async done =>
            {
                await using var db = world.Db();
                Assert.InRange(await db.Statements.CountAsync(Ct), done ? 1 : 0, 1);
                Assert.InRange(await db.VatLines.CountAsync(Ct), done ? 1 : 0, 1);
            },
            async () =>
            {
                await using var db = world.Db();
                return await db.VatLines.AnyAsync(Ct);
            }
        );
    }

    private static async Task<bool> Approved(World world, string number) => await world.StateOf(number) == ApprovalState.Approved;

    private static async Task<long> OnlyMerchant(World world)
    {
        await using var db = world.Db();
        return await db.Merchants.Select(row => row.Id).SingleAsync(Ct);
    }

    /// <summary>Does it ending it at point after point until it comes through; what is so in between and at the end is asked of the database.</summary>
    private static async Task FailEverywhere(World world, Func<Task> act, Func<bool, Task> look, Func<Task<bool>> isDone)
    {
        var (ends, afterCommit) = (0, 0);
        for (var point = 1; ; point++)
        {
            Assert.True(point < PointsMax, "It never comes through.");
            var (fired, committed) = await Act(point);
            if (committed || !fired || point % ProvenEvery == 0)
            {
                await world.AssertProven();
            }

            var done = await isDone();
            await look(done);
            if (done || !fired)
            {
                break;
            }
        }

        Assert.True(await isDone());
        // Said once more by somebody who does not know: refused or without effect.
        await Act(int.MaxValue);
        await look(true);
        await world.AssertProven();
        Assert.True(ends >= 5 && afterCommit >= 1, $"{ends} ends, {afterCommit} after a commit: nothing was tried.");

        async Task<(bool Fired, bool AfterCommit)> Act(int point)
        {
            using var end = FaultPoint.At(point);
            try
            {
                await act();
            }
            catch (Exception fault) when (end.Fired || fault is Refusal)
            {
                // What a killed process leaves is what counts, not how it says so.
            }

            ends += end.Fired ? 1 : 0;
            afterCommit += end.AfterCommit ? 1 : 0;
            return (end.Fired, end.AfterCommit);
        }
    }
}
