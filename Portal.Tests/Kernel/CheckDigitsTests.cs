namespace Portal.Tests.Kernel;

/// <summary>Check digits by the vectors that their standards and registers print, and by every slip of one digit.</summary>
public sealed class CheckDigitsTests
{
    /// <summary>The examples of the IBAN registry (ISO 13616), a country of every length group.</summary>
    [Theory]
    [InlineData("NO9386011117947")]
    [InlineData("BE68539007547034")]
    [InlineData("DK5000400440116243")]
    [InlineData("NL91ABNA0417164300")]
    [InlineData("CH9300762011623852957")]
    [InlineData("DE89370400440532013000")]
    [InlineData("GB29NWBK60161331926819")]
    [InlineData("SE4550000000058398257466")]
    [InlineData("ES9121000418450200051332")]
    [InlineData("FR1420041010050500013M02606")]
    [InlineData("MT84MALT011000012345MTLCAST001S")]
    public void An_iban_of_the_registry_holds_and_no_slip_of_one_character_does(string iban)
    {
        Assert.True(IbanRules.Looks(iban) && IbanRules.Holds(iban));
        for (var at = 2; at < iban.Length; at++)
        {
            var slip =
                char.IsAsciiDigit(iban[at]) ? (char)('0' + (iban[at] - '0' + 1) % 10)
                : iban[at] == 'Z' ? 'A'
                : (char)(iban[at] + 1);
            Assert.False(IbanRules.Holds(iban[..at] + slip + iban[(at + 1)..]), $"{slip} at {at}");
        }
    }

    [Theory]
    [InlineData("DE8937040044053201300")]
    [InlineData("DE893704004405320130000000000000000")]
    [InlineData("NO938601111794")]
    [InlineData("DEX9370400440532013000")]
    [InlineData("de89370400440532013000")]
    [InlineData("8937040044053201300012")]
    [InlineData("DE89-370400440532013000")]
    [InlineData("")]
    [InlineData("DE")]
    public void What_has_not_the_shape_of_an_iban_does_not_hold(string text) => Assert.False(IbanRules.Holds(text));

    [Theory]
    [InlineData(" de89 3704-0044 0532 0130 00", "DE89370400440532013000")]
    [InlineData("ＤＥ８９", "DE89")]
    [InlineData(null, "")]
    public void What_people_type_is_folded(string? typed, string folded) => Assert.Equal(folded, IbanRules.Folded(typed));

    [Theory]
    [InlineData("DEUTDEFF", true)]
    [InlineData("DEUTDEFF500", true)]
    [InlineData("BYLADEM1001", true)]
    [InlineData("DEUTDEF", false)]
    [InlineData("DEUTDEFF5", false)]
    [InlineData("DEUT1EFF", false)]
    [InlineData("deutdeff", false)]
    [InlineData("DEUTDEF-", false)]
    public void A_bic_is_six_letters_and_two_or_five_more(string text, bool holds) => Assert.Equal(holds, IbanRules.IsBic(text));

    /// <summary>The example of ISO/IEC 7812-1 and test numbers of card schemes.</summary>
    [Theory]
    [InlineData("79927398713")]
    [InlineData("4111111111111111")]
    [InlineData("6212345678901232")]
    [InlineData("6216261000000000018")]
    public void A_card_number_holds_and_no_slip_of_one_digit_does(string number)
    {
        Assert.True(LuhnRules.Holds(number));
        for (var at = 0; at < number.Length; at++)
        {
            for (var by = 1; by < 10; by++)
            {
                var slip = number[..at] + (char)('0' + (number[at] - '0' + by) % 10) + number[(at + 1)..];
                Assert.False(LuhnRules.Holds(slip), slip);
            }
        }
    }

    /// <summary>Real head offices; every single slip is seen, as ISO 7064 MOD 11,10 promises.</summary>
    [Theory]
    [InlineData("102100099996")]
    [InlineData("308584000013")]
    public void A_bank_number_holds_and_no_slip_of_one_digit_does(string number)
    {
        Assert.True(BankCodeRules.IsWellFormed(number) && BankCodeRules.DigitHolds(number));
        for (var at = 0; at < number.Length; at++)
        {
            for (var by = 1; by < 10; by++)
            {
                var slip = number[..at] + (char)('0' + (number[at] - '0' + by) % 10) + number[(at + 1)..];
                Assert.False(BankCodeRules.DigitHolds(slip), slip);
            }
        }
    }

    [Theory]
    [InlineData("qinghe", "qinghe", 100)]
    [InlineData("", "", 100)]
    [InlineData("", "a", 0)]
    [InlineData("abc", "xyz", 0)]
    [InlineData("abcd", "abcx", 75)]
    public void Likeness_is_one_hundred_less_the_share_that_differs(string a, string b, int likeness) =>
        Assert.Equal(likeness, ConfusableRules.Likeness(a, b));

    /// <summary>Pairs of Unicode's confusables (UTS 39) and of Han signs that imitate names.</summary>
    [Theory]
    [InlineData("Qinghe", "Qіnghе")]
    [InlineData("PAYPAL", "РАУРАL")]
    [InlineData("modern", "modem")]
    [InlineData("vvallet", "wallet")]
    [InlineData("g00gle", "google")]
    [InlineData("清禾", "清秂")]
    [InlineData("ｑｉｎｇｈｅ", "qinghe")]
    [InlineData("qing\u200Bhe", "qinghe")]
    [InlineData("Café", "cafe")]
    public void What_looks_alike_has_one_skeleton(string a, string b) =>
        Assert.Equal(ConfusableRules.Skeleton(a), ConfusableRules.Skeleton(b));
}
