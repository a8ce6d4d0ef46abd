using Portal.Domain.Fees;

namespace Portal.Tests.Fees;

/// <summary>Tiers, waivers and the edges of the arithmetic of fees, each by hand.</summary>
public sealed class FeeRulesTests
{
    private static readonly FeeTerms Tiered = FeeTerms.Rate(6_000) with
    {
        Tiers = new FeeTiers([new FeeTier(1_000, 4_000), new FeeTier(5_000, 0)]),
    };

    [Fact]
    public void An_amount_lies_in_the_tiers_from_the_volume_before_it_up()
    {
        Assert.Equal([new TierPart(0, 6_000, 1_000), new TierPart(1_000, 4_000, 4_000), new TierPart(5_000, 0, 1_000)], Parts(6_000, 0));
        Assert.Equal([new TierPart(1_000, 4_000, 500)], Parts(500, 1_000));
        Assert.Equal([new TierPart(0, 6_000, 1), new TierPart(1_000, 4_000, 1)], Parts(2, 999));
        Assert.Equal([new TierPart(5_000, 0, 7)], Parts(7, 5_000));
        Assert.Equal([new TierPart(0, 6_000, 7)], FeeArithmetic.Parts(FeeTerms.Rate(6_000), 7, 1_000_000));

        static IEnumerable<TierPart> Parts(long gross, long before) => FeeArithmetic.Parts(Tiered, gross, before);
    }

    [Fact]
    public void Parts_are_rounded_once_together_and_a_free_part_costs_nothing()
    {
        // 1,000 at 0.6 % and 4,000 at 0.4 % are 6 and 16.
        Assert.Equal(22, FeeArithmetic.Charge(Tiered, 6_000));
        Assert.Equal(2, FeeArithmetic.Charge(Tiered, 500, 1_000));
        var minimum = Tiered with { FixedMinor = 3, MinimumMinor = 10 };
        Assert.Equal(0, FeeArithmetic.Charge(minimum, 100, 5_000));
        Assert.Equal(10, FeeArithmetic.Charge(minimum, 100, 4_999));
    }

    [Fact]
    public void A_fixed_part_is_added_before_minimum_and_cap()
    {
        var terms = new FeeTerms(10_000, 5, 7, 20, RefundPolicy.OnRemaining);
        Assert.Equal([7, 7, 15, 20, 3], new long[] { 10, 200, 1_000, 5_000, 3 }.Select(gross => FeeArithmetic.Charge(terms, gross)));
        Assert.Equal(0, FeeArithmetic.Charge(terms, 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => FeeArithmetic.Charge(terms, -1));
    }

    [Fact]
    public void No_more_is_refunded_than_was_paid()
    {
        var terms = FeeTerms.Rate(6_000);
        Assert.Throws<ArgumentOutOfRangeException>(() => FeeArithmetic.Return(terms, 1_000, 6, 0, -1));
        Assert.Throws<ArgumentOutOfRangeException>(() => FeeArithmetic.Return(terms, 1_000, 6, 400, 601));
        Assert.Equal(4, FeeArithmetic.Return(terms, 1_000, 6, 400, 600));
        Assert.Equal(0, FeeArithmetic.Return(terms, 0, 0, 0, 0));
        Assert.Equal(0, FeeArithmetic.Return(terms with { OnRefund = RefundPolicy.Proportional }, 0, 0, 0, 0));
    }

    [Fact]
    public void A_refund_is_reckoned_at_the_volume_its_payment_was_charged_at()
    {
        Assert.Equal(4, FeeArithmetic.Charge(Tiered, 1_000, 1_000));
        Assert.Equal(2, FeeArithmetic.Return(Tiered, 1_000, 4, 0, 500, 1_000));
        Assert.Equal(3, FeeArithmetic.Return(Tiered, 1_000, 6, 0, 500, 0));
    }

    [Theory]
    [InlineData(1_000_000, 60, 60)]
    [InlineData(500_000, 61, 31)]
    [InlineData(0, 60, 0)]
    public void A_waiver_takes_its_share_half_up(long partsPerMillion, long charged, long waived) =>
        Assert.Equal(waived, FeeArithmetic.Waived(FeeTerms.Rate(partsPerMillion), charged));

    [Fact]
    public void What_was_waived_comes_back_with_the_fee_step_by_step()
    {
        Assert.Equal(15, FeeArithmetic.WaivedBack(60, 30, 0, 30));
        Assert.Equal(15, FeeArithmetic.WaivedBack(60, 30, 30, 30));
        Assert.Equal([2, 1], new long[] { 0, 1 }.Select(before => FeeArithmetic.WaivedBack(2, 3, before, 1)));
        Assert.Equal(0, FeeArithmetic.WaivedBack(0, 0, 0, 0));
    }

    [Fact]
    public void Tiers_are_kept_as_text_and_come_back_equal()
    {
        Assert.Equal("1000:4000 5000:0", Tiered.Tiers!.ToString());
        var read = FeeTiers.Read("1000:4000 5000:0")!;
        Assert.Equal([new FeeTier(1_000, 4_000), new FeeTier(5_000, 0)], read.Steps);
        Assert.True(read.Equals(Tiered.Tiers) && read.Equals((object)Tiered.Tiers));
        Assert.Equal(Tiered.Tiers.GetHashCode(), read.GetHashCode());
        Assert.False(read.Equals(FeeTiers.Read("1000:4000")) || read.Equals(null) || read.Equals("1000:4000 5000:0"));
        Assert.Null(FeeTiers.Read(null));
        Assert.Null(FeeTiers.Read(""));
    }

    [Fact]
    public void A_bare_rate_has_nothing_beside_it() =>
        Assert.Equal(new FeeTerms(6_000, 0, null, null, RefundPolicy.OnRemaining), FeeTerms.Rate(6_000));
}
