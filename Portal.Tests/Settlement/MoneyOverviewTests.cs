using Microsoft.EntityFrameworkCore;
using Portal.Domain.Data;
using Portal.Domain.Settlement;
using Portal.Tests.Banking;
using Portal.Tests.Payments;

namespace Portal.Tests.Settlement;

/// <summary>The first pages of finance and of a merchant say what the rows and the books say, and the estimate is what is paid then.</summary>
public sealed class MoneyOverviewTests
{
    private static readonly DateOnly Day = MoneyWorld.Day;

    [Theory, BothDatabases]
    public async Task Finance_sees_what_came_in_what_waits_and_what_is_due(Provider provider)
    {
        await using var world = await World.Create(provider);
        var (merchant, owner) = await world.Organisation("qinghe");
        await world.Claim(merchant);
        await world.ImportAndPost(
            SampleRows.Bill(
                SampleRows.Payment(1, 100_00),
                SampleRows.Payment(2, 50_00),
                SampleRows.Payment(3, 7_00, merchantNo: "1999999999")
            )
        );

        var before = await Finance(world);
        // Money came in, whoever it turns out to be for.
        Assert.Equal(new DayFigure(Day, 157_00, 3), before.Days[^2]);
        Assert.Equal(new DayFigure(Day.AddDays(1), 0, 0), before.Days[^1]);
        Assert.Equal((7_00L, 0L, 1), (before.SuspenseMinor, before.BankSuspenseMinor, before.ExceptionsOpen));
        // The gateway keeps its own 0.60% of each.
        Assert.Equal(157_00 - 94, before.GatewayMinor);
        Assert.Equal(150_00 - before.FeeRevenueMinor, before.PendingMinor);
        Assert.Equal((0, 0), (before.PayoutsProposed, before.PayoutsDue));

        var estimate = (await Merchant(world, owner)).Next;
        // What today brings is of the statement after.
        await world.ImportAndPost(SampleRows.Bill(SampleRows.Payment(4, 9_00, SettlementZone.Default.StartOf(Day.AddDays(1)))));
        Assert.Equal(estimate, (await Merchant(world, owner)).Next);
        await world.Settle();
        Payout payout;
        await using (var db = world.Db())
        {
            payout = await db.Payouts.SingleAsync();
        }

        Assert.Equal((payout.AmountMinor, payout.DueDay), (estimate.NetMinor, estimate.DueDay));
        var due = await Finance(world);
        Assert.Equal((payout.AmountMinor, 1, 1), (due.PayableMinor, due.PayoutsProposed, due.PayoutsDue));

        // Friday is closed on Saturday and paid on Monday.
        world.Clock.Advance(TimeSpan.FromDays(1));
        await world.Settle(Day.AddDays(1));
        var later = await Finance(world);
        Assert.Equal((0L, 2, 1), (later.PendingMinor, later.PayoutsProposed, later.PayoutsDue));

        // More went out at the bank than anybody explains: it hides nothing of the gateway's row.
        await world.AddOurAccount();
        await world.Bank(new CamtText("d1", 0, Day.AddDays(1)).Out("B1", 9_00).Xml());
        var unplaced = await Finance(world);
        Assert.Equal((7_00L, -9_00L), (unplaced.SuspenseMinor, unplaced.BankSuspenseMinor));
    }

    [Theory, BothDatabases]
    public async Task A_merchant_sees_a_period_beside_the_one_before_with_days_of_nothing(Provider provider)
    {
        await using var world = await World.Create(provider);
        var (merchant, owner) = await world.Organisation("qinghe");
        await world.Claim(merchant);
        await world.ImportAndPost(SampleRows.Bill(SampleRows.Payment(1, 100_00), SampleRows.Payment(2, 50_00)));

        var now = await Merchant(world, owner);
        Assert.Equal((150_00L, 2, 0L, 0), (now.GrossMinor, now.Payments, now.PreviousGrossMinor, now.PreviousPayments));
        Assert.Equal([0, 0, 0, 0, 0, 150_00, 0], now.Days.Select(day => day.GrossMinor));
        Assert.Equal(150_00, Assert.Single(now.Channels).GrossMinor);

        world.Clock.Advance(TimeSpan.FromDays(7));
        var later = await Merchant(world, owner);
        Assert.Equal((0L, 150_00L, 2), (later.GrossMinor, later.PreviousGrossMinor, later.PreviousPayments));
        Assert.Empty(later.Channels);
    }

    private static Task<FinanceFigures> Finance(World world) => world.Get<MoneyOverviewService>().Finance(Actor.Operator, default);

    private static Task<MerchantFigures> Merchant(World world, Actor owner) =>
        world.Get<MoneyOverviewService>().Merchant(owner, "qinghe", 7, default);
}
