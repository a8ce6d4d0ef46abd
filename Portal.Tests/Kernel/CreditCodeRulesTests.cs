using Portal.Domain.Accounts;

namespace Portal.Tests.Kernel;

public sealed class CreditCodeRulesTests
{
    [Theory]
    [InlineData("91350100M000100Y43")]
    [InlineData("9144030071526726XG")]
    [InlineData("914403001922038216")]
    [InlineData("91110000802100433B")]
    [InlineData("91310000775785552L")]
    public void Real_codes_pass_both_digits(string code) => Assert.Equal(code, CreditCodes.Parse(code));

    [Theory]
    [InlineData(" 9135 0100 m000100y43 ")]
    [InlineData("91350100-M000100Y4-3")]
    public void Spaces_dashes_and_small_letters_are_forgiven(string code) => Assert.Equal("91350100M000100Y43", CreditCodes.Parse(code));

    [Theory]
    [InlineData("913501A0M000100Y43", AccountsRefusals.CreditCodeRegion)]
    [InlineData("91350100M000100Y4", AccountsRefusals.CreditCodeLength)]
    [InlineData("91350100M000100I43", AccountsRefusals.CreditCodeCharacter)]
    [InlineData("９1350100M000100Y43", AccountsRefusals.CreditCodeCharacter)]
    [InlineData("", KernelRefusals.Required)]
    [InlineData(null, KernelRefusals.Required)]
    public void A_wrong_code_is_refused_beside_its_field(string? code, string refusal)
    {
        var refused = Assert.Throws<Refusal>(() => CreditCodes.Parse(code));
        Assert.Equal(refusal, refused.Code);
        Assert.Equal("CreditCode", refused.Field);
    }

    [Fact]
    public void Every_single_wrong_character_is_noticed()
    {
        const string alphabet = "0123456789ABCDEFGHJKLMNPQRTUWXY";
        const string code = "91350100M000100Y43";
        for (var i = 0; i < code.Length; i++)
        {
            foreach (var other in alphabet.Where(c => c != code[i]))
            {
                Assert.False(CreditCodeRules.IsValid(code[..i] + other + code[(i + 1)..]), $"{other} at {i}");
            }
        }
    }

    [Theory]
    [InlineData("91350100M000100Y44", true)]
    [InlineData("9144030071526726X6", true)]
    [InlineData("9144030071526726XG", false)]
    [InlineData("9135 0100 m000100y4", false)] // not all typed yet
    [InlineData(null, false)]
    public void A_check_digit_that_does_not_hold_is_a_doubt_and_no_refusal(string? code, bool doubtful)
    {
        Assert.Equal(doubtful, CreditCodeRules.IsDoubtful(code));
        Assert.True(!doubtful || CreditCodes.Parse(code) == code);
    }

    [Fact]
    public void A_completed_code_is_valid() => Assert.True(CreditCodeRules.IsValid(CreditCodeRules.Complete("91440101MA5QH7LT")));
}

public sealed class BankCodeRulesTests
{
    [Theory]
    [InlineData("102100099996")]
    [InlineData("308584000013")]
    [InlineData("301290000007")]
    [InlineData("403100000004")]
    public void Known_bank_numbers_pass(string code) => Assert.True(BankCodeRules.DigitHolds(code));

    [Theory]
    [InlineData("313320000010")]
    [InlineData("313330100016")]
    [InlineData("314653617115")]
    [InlineData("10210009999")]
    [InlineData("10210009999X")]
    [InlineData(null)]
    public void Invented_ones_do_not(string? code) => Assert.False(BankCodeRules.DigitHolds(code));
}
