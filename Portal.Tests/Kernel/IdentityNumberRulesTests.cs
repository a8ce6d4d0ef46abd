using Portal.Domain.Certification;

namespace Portal.Tests.Kernel;

public sealed class IdentityNumberRulesTests
{
    private static readonly DateOnly Today = new(2026, 11, 20);

    [Theory]
    [InlineData("11010519491231002X")]
    [InlineData("440524188001010014")]
    public void The_examples_of_the_standard_pass(string number) => Assert.True(IdentityNumberRules.IsValid(number, Today));

    [Theory]
    [InlineData("110105194912310021")] // check digit
    [InlineData("11010519491331002X")] // month 13
    [InlineData("1101051949123100")]
    [InlineData("1101051949123100XX")]
    [InlineData("")]
    public void Wrong_ones_do_not(string number) => Assert.False(IdentityNumberRules.IsValid(number, Today));

    [Fact]
    public void A_day_that_does_not_exist_or_has_not_come_is_wrong_though_the_digit_fits()
    {
        Assert.False(IdentityNumberRules.IsValid(WithDigit("11010520230229001"), Today));
        Assert.False(IdentityNumberRules.IsValid(WithDigit("11010520261121001"), Today));
        Assert.True(IdentityNumberRules.IsValid(WithDigit("11010520261120001"), Today));
    }

    [Fact]
    public void Only_the_last_four_are_ever_shown() => Assert.Equal("•••• 002X", Mask.Number("11010519491231002X"));

    private static string WithDigit(string first17) => first17 + IdentityNumberRules.CheckDigit(first17);
}
