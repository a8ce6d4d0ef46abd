using Portal.Domain.Risk;

namespace Portal.Tests.Risk;

public sealed class TextScreeningTests
{
    [Theory]
    [InlineData("Come in for a cup of oolong this week. 周末来喝茶吧。")]
    [InlineData("The class is about casinos in novels")]
    [InlineData("根茎类蔬菜今日到货")]
    public void An_ordinary_text_is_clean(string text) =>
        Assert.Equal(ScreeningOutcome.Clean, TextScreeningRules.Screen("body", text).Outcome);

    [Theory]
    [InlineData("Guaranteed returns for all")]
    [InlineData("guaranteed  returns")]
    [InlineData("ｇｕａｒａｎｔｅｅｄ returns")]
    [InlineData("guar\u200Banteed returns")]
    [InlineData("稳赚不赔")]
    [InlineData("稳 赚 不 赔")]
    [InlineData("稳.赚*不-赔")]
    [InlineData("稳\u200B赚\u2060不赔")]
    [InlineData("我们代开发票")]
    public void A_banned_term_is_refused_however_it_is_dressed(string text)
    {
        var verdict = TextScreeningRules.Screen("body", text);
        Assert.Equal(ScreeningOutcome.Refused, verdict.Outcome);
        Assert.All(verdict.Findings, finding => Assert.Equal(RiskRefusals.TermBanned, finding.Code));
    }

    [Theory]
    [InlineData("全国第一的茶")]
    [InlineData("It is the best in the world")]
    [InlineData("It is 100% effective")]
    public void A_restricted_claim_is_doubtful(string text)
    {
        var verdict = TextScreeningRules.Screen("title", text);
        Assert.Equal(ScreeningOutcome.Doubtful, verdict.Outcome);
        Assert.Equal("title", Assert.Single(verdict.Findings).Place.Field);
    }

    [Fact]
    public void A_finding_points_at_the_words_as_they_were_typed()
    {
        var found = Assert.Single(TextScreeningRules.Screen("body", "第一行\n本店 稳 赚 不 赔 哦").Findings);
        Assert.Equal(new ScreeningPlace("body", 2, 4, "稳 赚 不 赔"), found.Place);
    }

    [Theory]
    [InlineData("Come now!!!")]
    [InlineData("快来！！！")]
    [InlineData("THE WHOLE OF THIS MESSAGE IS SHOUTED AT YOU")]
    [InlineData("限时抢购，秒杀疯抢，手慢无")]
    public void Shouting_is_doubtful(string text)
    {
        var verdict = TextScreeningRules.Screen("body", text);
        Assert.Equal(ScreeningOutcome.Doubtful, verdict.Outcome);
        Assert.Contains(verdict.Findings, finding => finding.Code == RiskRefusals.MarketingExcessive);
    }

    [Fact]
    public void Findings_are_bounded()
    {
        var text = string.Concat(Enumerable.Repeat("最佳 ", 6_000));
        Assert.Equal(TextScreeningRules.FindingsMax, TextScreeningRules.Screen("body", text).Findings.Count);
    }

    [Fact]
    public void Hostile_unicode_does_not_throw() =>
        Assert.Equal(ScreeningOutcome.Clean, TextScreeningRules.Screen("body", "\uD800 a\uDC00 " + new string('\u0301', 500)).Outcome);
}
