using CsCheck;

namespace Portal.Tests.Kernel;

/// <summary>Whole minor units of one currency: exact, checked, never mixed.</summary>
public sealed class MoneyTests
{
    private static readonly Currency Yen = Currency.Of("JPY");
    private static readonly Currency Dinar = Currency.Of("KWD");

    [Fact]
    public void Sums_are_of_one_currency_and_exact_I_04()
    {
        Assert.Equal(Money.Cny(8), Money.Cny(5) + Money.Cny(3));
        Assert.Equal(Money.Cny(2), Money.Cny(5) - Money.Cny(3));
        Assert.Equal(Money.Cny(-5), -Money.Cny(5));
        Assert.Equal(Money.Add(Money.Cny(5), Money.Cny(3)), Money.Subtract(Money.Cny(5), Money.Negate(Money.Cny(3))));
        Assert.Throws<InvalidOperationException>(() => Money.Cny(1) + Money.Zero(Yen));
        Assert.Throws<InvalidOperationException>(() => Money.Cny(1) - Money.Zero(Yen));
        Assert.Throws<InvalidOperationException>(() => Money.Cny(1) < Money.Zero(Yen));
    }

    [Fact]
    public void What_is_too_much_is_a_fault_and_never_another_amount_I_03()
    {
        Assert.Throws<OverflowException>(() => Money.Cny(long.MaxValue) + Money.Cny(1));
        Assert.Throws<OverflowException>(() => Money.Cny(long.MinValue) - Money.Cny(1));
        Assert.Throws<OverflowException>(() => -Money.Cny(long.MinValue));
        Assert.Throws<OverflowException>(() => Money.OfMajor(long.MaxValue, Currency.Cny));
        Assert.Throws<OverflowException>(() => Money.Cny(long.MaxValue).ShareHalfUp(2_000_000));
    }

    [Fact]
    public void Amounts_of_one_currency_have_an_order()
    {
        var (less, more) = (Money.Cny(-1), Money.Cny(1));
        Assert.True(less < more && more > less && less <= more && more >= less);
        Assert.False(less > more || more < less || less >= more || more <= less);
        Assert.True(less <= Money.Cny(-1) && less >= Money.Cny(-1));
        Assert.False(less < Money.Cny(-1) || less > Money.Cny(-1));
        Assert.True(less.IsNegative && !more.IsNegative && !Money.Zero(Yen).IsNegative);
        Assert.True(Money.Zero(Yen).IsZero && !less.IsZero);
    }

    [Theory]
    [InlineData("CNY", 12_34, "12.34")]
    [InlineData("CNY", -5, "-0.05")]
    [InlineData("CNY", 100_000_00, "100000.00")]
    [InlineData("JPY", 1_234, "1234")]
    [InlineData("KWD", 1_234, "1.234")]
    public void A_file_shows_an_amount_with_its_currencys_digits(string code, long minor, string text)
    {
        var amount = new Money(minor, Currency.Of(code));
        Assert.Equal(text, amount.ToPlainString());
        Assert.Equal($"{text} {code}", amount.ToString());
    }

    [Fact]
    public void Whole_units_are_as_many_minor_ones_as_the_currency_has_digits() =>
        Assert.Equal(
            (700L, 7L, 7_000L),
            (Money.OfMajor(7, Currency.Cny).MinorUnits, Money.OfMajor(7, Yen).MinorUnits, Money.OfMajor(7, Dinar).MinorUnits)
        );

    [Theory]
    [InlineData(100_00, 6_000, 60)]
    [InlineData(1, 500_000, 1)]
    [InlineData(-1, 500_000, -1)]
    [InlineData(1, 499_999, 0)]
    [InlineData(-83, 6_000, 0)]
    [InlineData(-84, 6_000, -1)]
    public void A_share_is_rounded_half_up_away_from_zero(long minor, long parts, long share) =>
        Assert.Equal(Money.Cny(share), Money.Cny(minor).ShareHalfUp(parts));

    [Fact]
    public void What_is_split_adds_up_and_no_part_is_a_unit_off() =>
        Gen.Select(Gen.Long[-1_000_000_000, 1_000_000_000], Gen.Long[0, 1_000_000].Array[1, 8])
            .Where(one => one.Item2.Sum() > 0)
            .Sample(
                (total, weights) =>
                {
                    var parts = Money.Cny(total).Allocate(weights);
                    Assert.Equal(total, parts.Sum(part => part.MinorUnits));
                    Assert.All(
                        parts.Zip(weights),
                        one => Assert.InRange(one.First.MinorUnits - ((decimal)total * one.Second / weights.Sum()), -1m, 1m)
                    );
                },
                iter: 2_000
            );

    [Fact]
    public void What_is_left_over_goes_to_the_largest_fraction_and_the_first_of_equals()
    {
        Assert.Equal([34, 33, 33], Money.Cny(100).Allocate([1, 1, 1]).Select(part => part.MinorUnits));
        Assert.Equal([-34, -33, -33], Money.Cny(-100).Allocate([1, 1, 1]).Select(part => part.MinorUnits));
        Assert.Equal([16, 17, 67], Money.Cny(100).Allocate([10, 11, 43]).Select(part => part.MinorUnits));
        Assert.Equal([0, 1], Money.Cny(1).Allocate([0, 5]).Select(part => part.MinorUnits));
        Assert.Equal(KernelRefusals.WeightsZero, Assert.Throws<Refusal>(() => Money.Cny(1).Allocate([0, 0])).Code);
        Assert.Equal(KernelRefusals.WeightsNegative, Assert.Throws<Refusal>(() => Money.Cny(1).Allocate([2, -1])).Code);
    }

    [Theory]
    [InlineData(5, 10, 1)]
    [InlineData(4, 10, 0)]
    [InlineData(-5, 10, -1)]
    [InlineData(-4, 10, 0)]
    [InlineData(15, 10, 2)]
    [InlineData(1, 3, 0)]
    [InlineData(2, 3, 1)]
    public void Half_is_rounded_away_from_zero(long numerator, long denominator, long rounded) =>
        Assert.Equal(rounded, Rounding.HalfUp(numerator, denominator));

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    public void Nothing_is_divided_by_nothing(long denominator) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => Rounding.HalfUp(1, denominator));
}
