using Portal.Domain.Messaging;
using Portal.Domain.Risk;

namespace Portal.Tests.Risk;

/// <summary>Addresses written as words: what a reader types into a browser is judged like a link.</summary>
public sealed class PlainLinkTests
{
    private static readonly HashSet<string> None = [];

    [Theory]
    [InlineData("Confirm at wallet-verify.example/login today", RiskRefusals.LinkBlocked)]
    [InlineData("Confirm at wallet-verify.example.", RiskRefusals.LinkBlocked)]
    [InlineData("请访问wallet-verify.example/login领取", RiskRefusals.LinkBlocked)]
    [InlineData("第1步打开wallet-verify.example请勿点击其他", RiskRefusals.LinkBlocked)]
    [InlineData("请访问ｗａｌｌｅｔ－ｖｅｒｉｆｙ．ｅｘａｍｐｌｅ", RiskRefusals.LinkBlocked)]
    [InlineData("wallet-verify。example", RiskRefusals.LinkBlocked)]
    [InlineData("wallet-verify｡example/login", RiskRefusals.LinkBlocked)]
    [InlineData("wallet-verify[.]example", RiskRefusals.LinkBlocked)]
    [InlineData("wallet-verify (dot) example", RiskRefusals.LinkBlocked)]
    [InlineData("wal\u200blet-verify.exam\u00adple", RiskRefusals.LinkBlocked)]
    [InlineData("wallet - verify . example", RiskRefusals.LinkBlocked)]
    [InlineData("hxxp://wallet-verify.example", RiskRefusals.LinkBlocked)]
    [InlineData("hxxps://a.wallet-verify.example:8443/x", RiskRefusals.LinkBlocked)]
    [InlineData("`https://wallet-verify.example/login`", RiskRefusals.LinkBlocked)]
    [InlineData("WWW.Wallet-Verify.Example", RiskRefusals.LinkBlocked)]
    [InlineData("login at p\u0430ypal.com", RiskRefusals.LinkMixedScript)]
    [InlineData("login at \u0430\u0440\u0440\u04cf\u0435.com", RiskRefusals.LinkLookAlike)]
    [InlineData("http://127.0.0.1/x", RiskRefusals.LinkAddressPrivate)]
    public void A_bad_address_without_a_link_is_refused(string text, string code) =>
        Assert.Contains(
            PlainLinkRules.Screen("Body", text, None),
            one => one.Finding.Outcome == ScreeningOutcome.Refused && one.Finding.Code == code
        );

    [Theory]
    [InlineData("see bit.ly/3xYz", RiskRefusals.LinkShortener)]
    [InlineData("see tea-garden.com:8443/x", RiskRefusals.LinkPort)]
    [InlineData("see 8.8.8.8:8080", RiskRefusals.LinkAddress)]
    [InlineData("hxxp://tea-garden.com", RiskRefusals.LinkDisguised)]
    [InlineData("tea-garden[.]com", RiskRefusals.LinkDisguised)]
    [InlineData("加微信后打开teagarden点com", RiskRefusals.LinkDisguised)]
    [InlineData("茶叶.com", RiskRefusals.LinkInternational)]
    public void A_doubtful_address_without_a_link_waits_for_a_moderator(string text, string code)
    {
        var one = Assert.Single(PlainLinkRules.Screen("Body", text, None)).Finding;
        Assert.Equal((ScreeningOutcome.Doubtful, code), (one.Outcome, one.Code));
    }

    [Theory]
    [InlineData("Winter oolong is here. Come and see. Open 9.30 to 18.00, e.g. on Monday.")]
    [InlineData("冬茶上市。欢迎光临。me too。价格：128.50元，第3.2节。")]
    [InlineData("官网tea-garden.com：8折优惠")]
    [InlineData("tea-garden.com：100元起")]
    [InlineData("Write to hello@qinghe-tea.example or see qinghe-tea.example/winter")]
    [InlineData("Version 1.2.3.4 of our catalogue, file tea.pdf, not-wallet-verify.example")]
    public void Honest_words_are_clean(string text) => Assert.Empty(PlainLinkRules.Screen("Body", text, None));

    [Theory]
    [InlineData("wallet-**verify**.example/login")]
    [InlineData("wallet-verify\\.example/login")]
    [InlineData("wallet&#45;verify.example")]
    public void Markup_inside_an_address_does_not_hide_it(string body) =>
        Assert.Equal(ScreeningOutcome.Refused, PreflightRules.Check(MessageKind.Text, "", body).Outcome);

    [Fact]
    public void The_title_is_looked_at_too_and_a_link_is_not_told_twice()
    {
        Assert.Equal(ScreeningOutcome.Refused, PreflightRules.Check(MessageKind.Article, "wallet-verify.example", "Tea.").Outcome);
        Assert.Single(PreflightRules.Check(MessageKind.Text, "", "https://wallet-verify.example/login").Links);
        Assert.Equal(ScreeningOutcome.Clean, PreflightRules.Check(MessageKind.Text, "", "Tea: https://qinghe-tea.example/winter").Outcome);
    }

    [Fact]
    public void The_place_is_that_of_the_words_as_typed()
    {
        var place = Assert.Single(PlainLinkRules.Screen("Body", "Hello\nsee wallet-verify．example/login now", None)).Finding.Place;
        Assert.Equal((2, 5, "wallet-verify．example/login"), (place.Line, place.Column, place.Excerpt));
    }

    [Fact]
    public void Twenty_thousand_hostile_letters_are_read_once()
    {
        foreach (var part in new[] { "a", "a.", "点", "wallet-verify", "a[.]", "茶。", ".", "hxxp://" })
        {
            var text = string.Concat(Enumerable.Repeat(part, 20_000 / part.Length));
            Assert.InRange(PlainLinkRules.Screen("Body", text, None).Count, 0, PlainLinkRules.FindingsMax);
        }
    }
}
