using Microsoft.EntityFrameworkCore;
using Portal.Components.Trail;
using Portal.Domain.Approvals;
using Portal.Domain.Payments;
using Portal.Domain.Settlement;
using Portal.Tests.Banking;
using Portal.Tests.Payments;

namespace Portal.Tests.Approvals;

/// <summary>What waits for a second person about something that was settled another way meanwhile does not wait until it expires.</summary>
public sealed class CalledOffTests
{
    private const long Large = 2_000_00;
    private const string Number = "1888800001";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, BothDatabases]
    public async Task An_item_whose_number_got_its_owner_is_asked_about_no_more(Provider provider)
    {
        await using var world = await World.Create(provider);
        var (maker, checker) = await world.Finance();
        await Suspended(world, 1, 2);
        var given = await Assign(world, maker, 1, whole: false);
        var number = (await Claim(world, maker)).Asked!;
        await world.Approve(checker, number);
        await HasFallen(world, given, checker);
        Assert.Equal(ApprovalState.Approved, await world.StateOf(number));
        await ClearAll(world);
        await world.AssertProven();
    }

    [Theory, BothDatabases]
    public async Task A_number_that_came_with_an_item_is_asked_about_no_more(Provider provider)
    {
        await using var world = await World.Create(provider);
        var (maker, checker) = await world.Finance();
        await Suspended(world, 1, 2);
        var number = (await Claim(world, maker)).Asked!;
        var other = await Assign(world, maker, 2, whole: false);
        var whole = await Assign(world, maker, 1, whole: true);
        await world.Approve(checker, whole);
        await HasFallen(world, number, checker);
        await HasFallen(world, other, checker);
        await ClearAll(world);
        await world.AssertProven();
    }

    [Theory, BothDatabases]
    public async Task A_refund_that_its_payment_settled_is_asked_about_no_more(Provider provider)
    {
        await using var world = await World.Create(provider);
        var (maker, checker) = await world.Finance();
        await world.Organisation("qinghe");
        var payment = SampleRows.Payment(1, Large, merchantNo: Number);
        var back = SampleRows.Refund(1, payment, 500_00);
        await world.ImportAndPost(SampleRows.Bill(payment, back));
        var refund = await MoneyActCases.Ask(
            world,
            db => db.ExceptionItems.Where(row => row.Reference == back.RefundId).Select(row => row.Id).SingleAsync()
        );
        var asked = await Assign(world, maker, refund, "qinghe");
        var whole = await Assign(world, maker, 1, whole: false);
        await world.Approve(checker, whole);
        await HasFallen(world, asked, checker);
        await world.AssertProven();
    }

    [Theory, BothDatabases]
    public async Task A_stop_of_payouts_whose_last_day_is_over_needs_no_release(Provider provider)
    {
        await using var world = await World.Create(provider);
        var (maker, _) = await world.Finance();
        var (merchant, _) = await world.Organisation("qinghe");
        await world.Claim(merchant, Number);
        await world.ImportAndPost(SampleRows.Bill(SampleRows.Payment(1, Large, merchantNo: Number)));
        var holds = world.Get<PayoutHoldService>();
        await holds.Hold(maker, "qinghe", "A dispute is open.", new DateOnly(2026, 11, 20), Ct);
        var hold = await MoneyActCases.Ask(world, db => db.PayoutHolds.Select(row => row.Id).SingleAsync());
        var asked = (await holds.Release(maker, hold, "It is settled.", Ct))!;
        await world.Settle();
        Assert.Equal(ApprovalState.Proposed, await world.StateOf(asked));
        world.Clock.Advance(TimeSpan.FromDays(2));
        await world.Settle();
        await HasFallen(world, asked, Actor.Operator);
        await world.AssertProven();
    }

    private static async Task Suspended(World world, params int[] payments)
    {
        await world.Organisation("qinghe");
        await world.ImportAndPost(SampleRows.Bill([.. payments.Select(n => SampleRows.Payment(n, Large, merchantNo: Number))]));
    }

    private static async Task<string> Assign(World world, Actor maker, int payment, bool whole)
    {
        var reference = SampleRows.TransactionId(payment);
        var item = await MoneyActCases.Ask(
            world,
            db => db.ExceptionItems.Where(row => row.Reference == reference).Select(row => row.Id).SingleAsync()
        );
        return await Assign(world, maker, item, "qinghe", whole);
    }

    private static async Task<string> Assign(World world, Actor maker, long item, string slug, bool whole = false) =>
        (await world.Get<ExceptionService>().Assign(maker, item, slug, whole, "Its order is known.", Ct)).Asked!;

    private static Task<GatewayAccountRow> Claim(World world, Actor maker) =>
        world.Get<GatewayAccountService>().Add(maker, Gateways.Wechat, Number, "qinghe", "Its contract names it.", Ct);

    private static async Task ClearAll(World world)
    {
        var account = await MoneyActCases.Ask(
            world,
            db => db.GatewayAccounts.Where(row => row.MerchantNo == Number).Select(row => row.Id).SingleAsync()
        );
        while (!await world.Get<ExceptionService>().Clear(Actor.System("bills"), account, Ct)) { }
    }

    /// <summary>It is off the list, its act did not happen, and approval and trail say in words why.</summary>
    private static async Task HasFallen(World world, string number, Actor by)
    {
        await using var db = world.Db();
        var approval = await db.Approvals.SingleAsync(row => row.Number == number, Ct);
        Assert.Equal((ApprovalState.Superseded, Approval.SettledOtherwise), (approval.State, approval.Remark));
        Assert.Equal(MoneyActState.Dropped, (await db.MoneyActs.SingleAsync(row => row.ApprovalNumber == number, Ct)).State);
        var record = await db.AuditRecords.SingleAsync(row => row.ObjectKey == number && row.Action == "approval.superseded", Ct);
        Assert.Equal(by.Name, record.ActorName);
        Assert.Equal(Portal.Resources.AuditTexts.Why_SettledOtherwise, AuditLabels.Why(record.Why));
    }
}
