using CsCheck;
using Portal.Components.Shared;
using Portal.Domain.Kernel;

namespace Portal.Tests.Components;

public sealed class WaterfallTests
{
    [Fact]
    public void Small_changes_cut_the_axis_below_everything_that_moves_and_say_where()
    {
        var plan = WaterfallPlan.Of(Week(14_072_050, -317_650, -89_934, 6_241, 13_670_707));

        Assert.True(plan.Broken);
        Assert.InRange(plan.Floor, 1, 13_670_707 - 1);
        Assert.True(plan.Bars[1].Height > 12, "the refunds are visible");
    }

    [Fact]
    public void Large_changes_keep_the_axis_at_zero()
    {
        var plan = WaterfallPlan.Of(Week(10_000, -6_000, -100, 0, 3_900));

        Assert.False(plan.Broken);
        Assert.Equal(0, plan.Floor);
    }

    [Fact]
    public void A_net_below_zero_is_drawn_under_the_zero_line()
    {
        var plan = WaterfallPlan.Of(Week(1_000, -2_500, -100, 0, -1_600));

        Assert.False(plan.Broken);
        Assert.True(plan.Bars[^1].Top >= plan.Zero - 0.01);
    }

    [Fact]
    public void Every_bar_stays_inside_the_drawing_and_each_change_begins_where_the_last_ended() =>
        Gen.Select(Gen.Long[0, 10_000_000_000], Gen.Long[-5_000_000_000, 0], Gen.Long[-100_000_000, 0], Gen.Long[-9_000_000, 9_000_000])
            .Sample(
                (gross, refunds, fees, adjustments) =>
                {
                    var plan = WaterfallPlan.Of(Week(gross, refunds, fees, adjustments, gross + refunds + fees + adjustments));
                    var inside = plan.Bars.All(bar =>
                        double.IsFinite(bar.Top) && bar.Top >= 30 && bar.Top + bar.Height <= WaterfallPlan.Height && bar.Height >= 2
                    );
                    var ends = Math.Abs(plan.Bars[^2].Level - plan.Bars[^1].Level) < 0.01;
                    return inside && ends;
                }
            );

    private static WaterfallBar[] Week(long gross, long refunds, long fees, long adjustments, long net) =>
        [
            new("Gross", Money.Cny(gross), WaterfallKind.Total),
            new("Refunds", Money.Cny(refunds), WaterfallKind.Change),
            new("Fees", Money.Cny(fees), WaterfallKind.Cost),
            new("Adjustments", Money.Cny(adjustments), WaterfallKind.Change),
            new("Net", Money.Cny(net), WaterfallKind.Total),
        ];
}
