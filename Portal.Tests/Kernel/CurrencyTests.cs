namespace Portal.Tests.Kernel;

public sealed class CurrencyTests
{
    /// <summary>Digits as ISO 4217 lists them.</summary>
    [Theory]
    [InlineData("CNY", 2)]
    [InlineData("USD", 2)]
    [InlineData("JPY", 0)]
    [InlineData("KRW", 0)]
    [InlineData("VND", 0)]
    [InlineData("ISK", 0)]
    [InlineData("KWD", 3)]
    [InlineData("BHD", 3)]
    [InlineData("TND", 3)]
    public void A_currency_has_the_digits_of_the_standard(string code, int digits) =>
        Assert.Equal((code, digits), (Currency.Of(code).Code, Currency.Of(code).MinorDigits));

    [Fact]
    public void A_code_is_found_in_small_letters_and_refused_when_unknown()
    {
        Assert.Equal(Currency.Cny, Currency.Of("cny"));
        Assert.Equal("CNY", Currency.Cny.ToString());
        Assert.True(Currency.TryOf("eur", out var euro));
        Assert.Equal("EUR", euro.Code);
        Assert.False(Currency.TryOf("EURO", out _));
        var refused = Assert.Throws<Refusal>(() => Currency.Of("XXX"));
        Assert.Equal(KernelRefusals.CurrencyUnknown, refused.Code);
        Assert.Equal(["XXX"], refused.Args);
    }

    /// <summary>Their names are columns' values and words of rules: none may go, none may be called otherwise.</summary>
    [Fact]
    public void Channels_are_kept_by_these_names() =>
        Assert.Equal(
            ["Wallet", "MobileApp", "MobileWeb", "PcWeb", "QrCode", "InStore", "Api", "Other"],
            Enum.GetValues<Channel>().Select(channel => channel.ToString())
        );
}
