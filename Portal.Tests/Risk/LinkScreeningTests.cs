using Portal.Domain.Risk;

namespace Portal.Tests.Risk;

public sealed class LinkScreeningTests
{
    [Theory]
    [InlineData("https://qinghe-tea.example/winter", "")]
    [InlineData("https://qinghe-tea.example/winter?a=1#b", "qinghe-tea.example/winter")]
    [InlineData("https://www.qinghe-tea.example", "qinghe-tea.example")]
    [InlineData("http://shop.qinghe-tea.example:80/", "Shop")]
    [InlineData("mailto:hello@qinghe-tea.example", "")]
    public void An_honest_link_is_clean(string url, string text) => Assert.Null(LinkScreeningRules.Judge(url, text));

    [Theory]
    [InlineData("javascript:alert(1)", RiskRefusals.LinkScheme)]
    [InlineData("data:text/html,hi", RiskRefusals.LinkScheme)]
    [InlineData("ftp://files.example/x", RiskRefusals.LinkScheme)]
    [InlineData("//evil.example/x", RiskRefusals.LinkScheme)]
    [InlineData("https:evil.example", RiskRefusals.LinkMalformed)]
    [InlineData("https:\\\\evil.example", RiskRefusals.LinkMalformed)]
    [InlineData("https://evil.example/a\nb", RiskRefusals.LinkMalformed)]
    [InlineData("/relative", RiskRefusals.LinkScheme)]
    [InlineData("https://qinghe-tea.example@evil.example/", RiskRefusals.LinkUserInfo)]
    [InlineData("https://user:pw@evil.example/", RiskRefusals.LinkUserInfo)]
    [InlineData("https://wallet-verify.example/login", RiskRefusals.LinkBlocked)]
    [InlineData("https://a.b.wallet-verify.example./login", RiskRefusals.LinkBlocked)]
    [InlineData("https://pаypal.com/", RiskRefusals.LinkMixedScript)]
    [InlineData("https://xn--pypal-4ve.com/", RiskRefusals.LinkMixedScript)]
    [InlineData("https://аррӏе.com/", RiskRefusals.LinkLookAlike)]
    [InlineData("https://127.0.0.1/", RiskRefusals.LinkAddressPrivate)]
    [InlineData("https://2130706433/", RiskRefusals.LinkAddressPrivate)]
    [InlineData("https://0x7f.1/", RiskRefusals.LinkAddressPrivate)]
    [InlineData("https://0x08080808/", RiskRefusals.LinkAddressPrivate)]
    [InlineData("https://010.8.8.8/", RiskRefusals.LinkAddressPrivate)]
    [InlineData("https://[::1]/", RiskRefusals.LinkAddressPrivate)]
    [InlineData("https://[::ffff:8.8.8.8]/", RiskRefusals.LinkAddressPrivate)]
    [InlineData("https://１２７.0.0.1/", RiskRefusals.LinkMalformed)]
    [InlineData("https://evil%2eexample/", RiskRefusals.LinkMalformed)]
    [InlineData("https://localhost/", RiskRefusals.LinkMalformed)]
    [InlineData("https://xn--a/", RiskRefusals.LinkMalformed)]
    public void A_disguised_or_listed_link_is_refused(string url, string code) =>
        Assert.Equal((ScreeningOutcome.Refused, code), LinkScreeningRules.Judge(url, string.Empty));

    [Theory]
    [InlineData("https://sho.rt/9fKq2", "", RiskRefusals.LinkShortener)]
    [InlineData("https://BIT.LY/x", "", RiskRefusals.LinkShortener)]
    [InlineData("https://8.8.8.8/", "", RiskRefusals.LinkAddress)]
    [InlineData("https://茶叶.example/", "", RiskRefusals.LinkInternational)]
    [InlineData("https://qinghe-tea.example:8443/", "", RiskRefusals.LinkPort)]
    [InlineData("https://promo-tea.example/", "https://qinghe-tea.example/winter", RiskRefusals.LinkTextDiffers)]
    [InlineData("https://promo-tea.example/", "qinghe-tea.example", RiskRefusals.LinkTextDiffers)]
    public void A_link_that_hides_something_is_doubtful(string url, string text, string code) =>
        Assert.Equal((ScreeningOutcome.Doubtful, code), LinkScreeningRules.Judge(url, text));

    [Fact]
    public void A_host_that_only_ends_like_a_listed_one_is_not_it() =>
        Assert.Null(LinkScreeningRules.Judge("https://not-bit.ly/", string.Empty));
}
