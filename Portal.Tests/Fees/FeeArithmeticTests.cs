using CsCheck;
using Portal.Domain.Fees;

namespace Portal.Tests.Fees;

public class FeeArithmeticTests
{
    [Theory]
    [InlineData(0, 6_000, null, null, 0)]
    [InlineData(1, 6_000, null, null, 0)]
    [InlineData(83, 6_000, null, null, 0)]
    [InlineData(84, 6_000, null, null, 1)]
    [InlineData(250, 6_000, null, null, 2)]
    [InlineData(600, 6_000, null, null, 4)]
    [InlineData(750, 6_000, null, null, 5)]
    [InlineData(7_500, 3_800, null, null, 29)]
    [InlineData(26_000, 6_000, null, null, 156)]
    [InlineData(100_000, 6_000, null, null, 600)]
    [InlineData(999_999, 6_000, null, null, 6_000)]
    [InlineData(100, 6_000, 1, null, 1)]
    [InlineData(1, 6_000, 1, null, 1)]
    [InlineData(1, 6_000, 50, null, 1)]
    [InlineData(50_000_000, 6_000, null, 2_000, 2_000)]
    public void A_fee_is_half_up_per_transaction(long gross, long ppm, int? minimum, int? cap, long fee) =>
        Assert.Equal(fee, FeeArithmetic.Charge(new FeeTerms(ppm, 0, minimum, cap, RefundPolicy.OnRemaining), gross));

    [Theory]
    [InlineData(100, 50)]
    [InlineData(50_000, 50)]
    [InlineData(50_499, 50)]
    [InlineData(50_500, 51)]
    [InlineData(500_000, 500)]
    [InlineData(999_999, 1_000)]
    [InlineData(5_000_000, 1_000)]
    public void The_desktop_transfer_rule_of_3_December_2013_is_reproduced(long gross, long fee) =>
        Assert.Equal(fee, FeeArithmetic.Charge(new FeeTerms(1_000, 0, 50, 1_000, RefundPolicy.OnRemaining), gross));

    [Fact]
    public void Three_payments_of_half_a_yuan_cost_nothing_together() =>
        Assert.Equal(0, Enumerable.Repeat(50L, 3).Sum(gross => FeeArithmetic.Charge(FeeTerms.Rate(6_000), gross)));

    [Theory]
    [InlineData(RefundPolicy.Proportional, 10_000, 60, new long[] { 3_333, 3_333, 3_334 }, new long[] { 20, 20, 20 })]
    [InlineData(RefundPolicy.Proportional, 1_000, 6, new long[] { 1, 499, 500 }, new long[] { 0, 3, 3 })]
    [InlineData(RefundPolicy.Proportional, 600, 4, new long[] { 100, 100, 100, 100, 100, 100 }, new long[] { 1, 0, 1, 1, 0, 1 })]
    [InlineData(RefundPolicy.Proportional, 100, 1, new long[] { 50, 50 }, new long[] { 1, 0 })]
    [InlineData(RefundPolicy.OnRemaining, 1_250, 8, new long[] { 250, 250, 250, 250, 250 }, new long[] { 2, 1, 2, 1, 2 })]
    [InlineData(RefundPolicy.OnRemaining, 100, 1, new long[] { 50, 50 }, new long[] { 1, 0 })]
    [InlineData(RefundPolicy.None, 10_000, 60, new long[] { 10_000 }, new long[] { 0 })]
    public void Refunds_give_the_fee_back_step_by_step(RefundPolicy policy, long gross, long fee, long[] refunds, long[] returned)
    {
        var terms = FeeTerms.Rate(6_000) with { OnRefund = policy };
        Assert.Equal(fee, FeeArithmetic.Charge(terms, gross));
        var before = 0L;
        foreach (var (refund, expected) in refunds.Zip(returned))
        {
            Assert.Equal(expected, FeeArithmetic.Return(terms, gross, fee, before, refund));
            before += refund;
        }
    }

    private static readonly Gen<FeeTerms> AnyTerms =
        from ppm in Gen.Long[0, 100_000]
        from fixedPart in Gen.Long[0, 500]
        from minimum in Gen.Long[0, 200]
        from cap in Gen.Long[200, 1_000_000]
        from policy in Gen.Bool.Select(whole => whole ? RefundPolicy.OnRemaining : RefundPolicy.Proportional)
        select new FeeTerms(ppm, fixedPart, minimum, cap, policy);

    private static readonly Gen<long> AnyGross = Gen.OneOf(Gen.Long[1, 1_000], Gen.Long[1, 10_000_000], Gen.Long[1, long.MaxValue / 2]);

    [Fact]
    public void A_full_refund_returns_exactly_the_fee_in_any_parts_and_order() =>
        Gen.Select(AnyTerms, AnyGross, Gen.Long[0, 1_000_000].Array[1, 6])
            .Sample(
                (terms, gross, cuts) =>
                {
                    var fee = FeeArithmetic.Charge(terms, gross);
                    var parts = Portal.Domain.Kernel.Rounding.LargestRemainder(gross, [.. cuts.Select(cut => cut + 1)]);
                    foreach (var order in (long[][])[parts, [.. parts.Reverse()]])
                    {
                        var (before, returned) = (0L, 0L);
                        foreach (var part in order)
                        {
                            var step = FeeArithmetic.Return(terms, gross, fee, before, part);
                            Assert.InRange(step, 0, fee);
                            before += part;
                            returned += step;
                        }

                        Assert.Equal(fee, returned);
                    }
                },
                iter: 20_000
            );

    [Fact]
    public void A_fee_never_exceeds_its_payment_and_never_falls_as_it_grows() =>
        Gen.Select(AnyTerms, AnyGross, AnyGross)
            .Sample(
                (terms, a, b) =>
                {
                    var (small, large) = (Math.Min(a, b), Math.Max(a, b));
                    Assert.InRange(FeeArithmetic.Charge(terms, small), 0, small);
                    Assert.True(FeeArithmetic.Charge(terms, small) <= FeeArithmetic.Charge(terms, large));
                },
                iter: 20_000
            );

    [Fact]
    public void Nothing_comes_back_of_a_refund_beyond_what_is_left_of_its_payment()
    {
        var terms = FeeTerms.Rate(6_000);
        Assert.Equal(3, FeeArithmetic.Return(terms, 1_000, 6, 500, 500));
        Assert.Throws<ArgumentOutOfRangeException>(() => FeeArithmetic.Return(terms, 1_000, 6, 500, 501));
        Assert.Throws<ArgumentOutOfRangeException>(() => FeeArithmetic.Return(terms, 1_000, 6, 0, -1));
    }
}
