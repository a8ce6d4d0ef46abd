using CsCheck;
using Portal.Domain.Fees;
using Portal.Domain.Kernel;

namespace Portal.Tests.Fees;

/// <summary>What holds for every amount, every rule and every way to refund.</summary>
public sealed class FeePropertyTests
{
    private static readonly FeeTerms[] Rules =
    [
        FeeTerms.Rate(6_000),
        new(3_800, 10, 1, 2_000, RefundPolicy.Proportional),
        new(0, 0, null, null, RefundPolicy.OnRemaining),
        new(1_000_000, 500, 50, null, RefundPolicy.OnRemaining),
        new(0, 0, 100, 2_500, RefundPolicy.OnRemaining, new FeeTiers([new FeeTier(1_000_000, 5_000)])),
        new(10_000, 0, null, null, RefundPolicy.Proportional, new FeeTiers([new FeeTier(1_000, 8_000), new FeeTier(5_000_000, 250)])),
    ];

    [Fact]
    public void A_million_amounts_are_never_charged_more_than_they_are_and_given_back_to_the_last_unit()
    {
        var random = new Random(20131203);
        for (var n = 0; n < 1_000_000; n++)
        {
            var terms = Rules[n % Rules.Length];
            var gross = (n % 7) switch
            {
                0 => random.NextInt64(1, 200),
                1 => long.MaxValue - random.NextInt64(0, 1_000),
                2 => random.NextInt64(1, long.MaxValue),
                _ => random.NextInt64(1, 100_000_000),
            };
            var volume = n % 5 == 0 ? long.MaxValue : random.NextInt64(0, 6_000_000);
            var fee = FeeArithmetic.Charge(terms, gross, volume);
            var part = random.NextInt64(0, gross + (gross == long.MaxValue ? 0 : 1));
            var first = FeeArithmetic.Return(terms, gross, fee, 0, part, volume);
            var second = FeeArithmetic.Return(terms, gross, fee, part, gross - part, volume);
            if (fee < 0 || fee > gross || first < 0 || second < 0 || first + second != fee)
            {
                Assert.Fail($"{terms} on {gross} after {volume}: fee {fee}, back {first} and {second}");
            }
        }
    }

    private static readonly Gen<FeeTiers> AnyTiers = Gen.Select(Gen.Long[1, 5_000_000], Gen.Long[0, 50_000])
        .Array[1, 4]
        .Select(steps => new FeeTiers([
            .. steps.Select(step => step.Item1).Distinct().Order().Select((from, at) => new FeeTier(from, steps[at].Item2)),
        ]));

    private static readonly Gen<FeeTerms> AnyTerms =
        from tiers in AnyTiers
        from rate in Gen.Long[0, 50_000]
        from part in Gen.Long[0, 300]
        from minimum in Gen.Long[0, 200]
        from proportional in Gen.Bool
        select new FeeTerms(
            rate,
            part,
            minimum,
            minimum + 1_000_000,
            proportional ? RefundPolicy.Proportional : RefundPolicy.OnRemaining,
            tiers
        );

    [Fact]
    public void The_order_of_refunds_does_not_change_what_comes_back_and_no_step_is_negative() =>
        Gen.Select(AnyTerms, Gen.Long[1, 20_000_000], Gen.Long[0, 8_000_000], Gen.Long[0, 1_000].Array[2, 6])
            .Sample(
                (terms, gross, volume, cuts) =>
                {
                    var fee = FeeArithmetic.Charge(terms, gross, volume);
                    var parts = Rounding.LargestRemainder(gross, [.. cuts.Select(cut => cut + 1)])[1..];
                    Assert.Equal(GivenBack(terms, gross, fee, volume, parts), GivenBack(terms, gross, fee, volume, [.. parts.Reverse()]));
                },
                iter: 10_000
            );

    private static long GivenBack(FeeTerms terms, long gross, long fee, long volume, long[] parts)
    {
        var (before, back) = (0L, 0L);
        foreach (var part in parts)
        {
            var step = FeeArithmetic.Return(terms, gross, fee, before, part, volume);
            Assert.InRange(step, 0, fee);
            (before, back) = (before + part, back + step);
        }

        return back;
    }

    [Fact]
    public void A_fee_does_not_jump_where_a_tier_begins_and_parts_of_an_amount_cost_what_it_costs() =>
        Gen.Select(AnyTiers, Gen.Long[0, 50_000], Gen.Long[0, 6_000_000], Gen.Long[1, 6_000_000], Gen.Long[1, 6_000_000])
            .Sample(
                (tiers, rate, volume, one, other) =>
                {
                    var terms = FeeTerms.Rate(rate) with { Tiers = tiers };
                    Assert.InRange(FeeArithmetic.Charge(terms, one + 1, volume) - FeeArithmetic.Charge(terms, one, volume), 0, 1);
                    var apart = FeeArithmetic.Charge(terms, one, volume) + FeeArithmetic.Charge(terms, other, volume + one);
                    Assert.InRange(apart - FeeArithmetic.Charge(terms, one + other, volume), -1, 1);
                },
                iter: 10_000
            );

    [Fact]
    public void A_waiver_goes_back_in_step_with_its_fee() =>
        Gen.Select(AnyTerms, Gen.Long[1, 20_000_000], Gen.Long[1, 1_000_000], Gen.Long[0, 1_000].Array[1, 5])
            .Sample(
                (terms, gross, share, cuts) =>
                {
                    var fee = FeeArithmetic.Charge(terms, gross);
                    var waived = FeeArithmetic.Waived(FeeTerms.Rate(share), fee);
                    Assert.InRange(waived, 0, fee);
                    var (before, back, waivedBack) = (0L, 0L, 0L);
                    foreach (var part in Rounding.LargestRemainder(gross, [.. cuts.Select(cut => cut + 1)]))
                    {
                        var step = FeeArithmetic.Return(terms, gross, fee, before, part);
                        var waiver = FeeArithmetic.WaivedBack(fee, waived, back, step);
                        Assert.InRange(waiver, 0, step);
                        (before, back, waivedBack) = (before + part, back + step, waivedBack + waiver);
                    }

                    Assert.Equal((fee, waived), (back, waivedBack));
                },
                iter: 10_000
            );

    [Theory]
    [InlineData("JPY", 12_345, 74, "74")]
    [InlineData("CNY", 12_345, 74, "0.74")]
    [InlineData("BHD", 12_345, 74, "0.074")]
    public void A_fee_is_of_the_currencys_smallest_unit_whatever_that_is(string code, long gross, long fee, string text)
    {
        Assert.Equal(fee, FeeArithmetic.Charge(FeeTerms.Rate(6_000), gross));
        Assert.Equal(text, new Money(fee, Currency.Of(code)).ToPlainString());
    }

    [Fact]
    public void The_arithmetic_written_out_ends_at_the_fee() =>
        Gen.Select(AnyTerms, Gen.Long[1, 20_000_000], Gen.Long[0, 8_000_000])
            .Sample(
                (terms, gross, volume) =>
                {
                    var why = FeeWhy.Of(terms, gross, volume);
                    Assert.Equal(FeeArithmetic.Charge(terms, gross, volume), why.FeeMinor);
                    Assert.Equal(gross, why.Steps.Where(step => step.Kind == FeeStepKind.Share).Sum(step => step.OfMinor));
                    Assert.Equal(why.FeeMinor, Worked(why));
                },
                iter: 5_000
            );

    /// <summary>As a reader would: the last amount that a step leads to, the fixed part added.</summary>
    private static decimal Worked(FeeWhy why)
    {
        var fee = 0m;
        foreach (var step in why.Steps)
        {
            fee = step.Kind switch
            {
                FeeStepKind.Share or FeeStepKind.Result => fee,
                FeeStepKind.Fixed => fee + step.AmountMinor,
                _ => step.AmountMinor,
            };
        }

        return fee;
    }
}
