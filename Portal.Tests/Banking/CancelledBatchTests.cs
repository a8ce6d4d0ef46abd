using Microsoft.EntityFrameworkCore;
using Portal.Domain.Banking;
using Portal.Domain.Ledger;
using Portal.Domain.Settlement;
using Portal.Tests.Approvals;
using Portal.Tests.Certification;
using Portal.Tests.Payments;

namespace Portal.Tests.Banking;

/// <summary>What is done by hand or by work between agreeing to a batch and its statement: letting it go, and booking what the bank sent.</summary>
public sealed class CancelledBatchTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, BothDatabases]
    public async Task An_agreed_batch_is_let_go_until_its_file_is_written_and_its_payouts_leave_another_day(Provider provider)
    {
        await using var world = await World.Create(provider);
        await world.AddOurAccount();
        var finance = await world.Finance();
        var payout = await world.Owe("qinghe", 1, 2_000_00);
        var service = world.Get<PayoutBatchService>();
        var batch = await world.Batch(finance.Maker, payout.Number);
        Task Cancel(string number, string why = "The account changed.") => service.Cancel(finance.Maker, number, why, Ct);

        await Expect.Refused(BankingRefusals.BatchState, () => Cancel(batch));
        await world.Agree(finance.Checker, batch);
        await Expect.Refused(KernelRefusals.Required, () => Cancel(batch, " "));
        await Assert.ThrowsAsync<Refusal>(() => service.Cancel(world.Stranger, batch, "The account changed.", Ct));
        await Cancel(batch);

        Assert.Equal(PayoutState.Proposed, await world.PayoutState(payout.Number));
        await ApprovalWorld.Refused(() => world.Write(batch));
        await Expect.Refused(BankingRefusals.BatchState, () => Cancel(batch));
        Assert.Equal(Money.Cny(0), await world.Stands(LedgerCode.InTransit));

        var next = await world.Batch(finance.Maker, payout.Number);
        await world.Agree(finance.Checker, next);
        await world.Write(next);
        await Expect.Refused(BankingRefusals.BatchState, () => Cancel(next));
        Assert.Equal(PayoutState.InFile, await world.PayoutState(payout.Number));
        await using var db = world.Db();
        var noted = await db.AuditRecords.SingleAsync(row => row.Action == "payout-batch.cancelled", Ct);
        Assert.Equal((batch, "The account changed."), (noted.ObjectKey, noted.Why));
        await world.AssertProven();
    }

    [Theory, BothDatabases]
    public async Task A_statement_that_came_is_booked_by_its_work_and_once(Provider provider)
    {
        await using var world = await World.Create(provider);
        await world.AddOurAccount();
        var service = world.Get<BankImportService>();
        var day = new CamtText("d1", 0, BankWorld.Today, 1).In("B1", 5_00, text: "x").Out("B2", 1_00, code: "CHRG");
        using var content = new MemoryStream(System.Text.Encoding.UTF8.GetBytes(day.Xml()));
        await service.Import(Actor.Operator, "bank.xml", content, Ct);
        var id = await Of(world, db => db.BankStatements.Select(row => row.Id));
        Assert.Equal(Money.Cny(0), await world.Stands(LedgerCode.Bank));

        await Assert.ThrowsAsync<Refusal>(() => service.Post(world.Stranger, id, Ct));
        Assert.True(await service.Post(Actor.System("bank"), id, Ct));
        Assert.Equal((Money.Cny(4_00), Money.Cny(1_00)), (await world.Stands(LedgerCode.Bank), await world.Stands(LedgerCode.BankFee)));
        var entries = await Of(world, db => db.LedgerEntries.GroupBy(_ => 1).Select(rows => rows.Count()));

        Assert.True(await service.Post(Actor.System("bank"), id, Ct));
        Assert.Equal(entries, await Of(world, db => db.LedgerEntries.GroupBy(_ => 1).Select(rows => rows.Count())));
        Assert.NotEqual(BankStatementState.Posting, await Of(world, db => db.BankStatements.Select(row => row.State)));
        await world.AssertProven();
    }

    private static async Task<T> Of<T>(World world, Func<PortalDb, IQueryable<T>> of)
    {
        await using var db = world.Db();
        return await of(db).SingleAsync(Ct);
    }
}
