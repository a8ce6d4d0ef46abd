using Portal.Domain.Messaging;

namespace Portal.Tests.Messaging;

/// <summary>What people write in Chinese, and as chat, comes out as they meant it.</summary>
public sealed class ChineseMarkdownTests
{
    private const string Rel = " rel=\"noopener noreferrer nofollow\" target=\"_blank\"";

    [Theory]
    [InlineData("**注意：**请在七日内取货。", "<p><strong>注意：</strong>请在七日内取货。</p>")]
    [InlineData("请看**（重要）**内容", "<p>请看<strong>（重要）</strong>内容</p>")]
    [InlineData("今天**“特价”**茶", "<p>今天<strong>“特价”</strong>茶</p>")]
    [InlineData("这是*《茶经》*的话", "<p>这是<em>《茶经》</em>的话</p>")]
    [InlineData("价格**￥128**起", "<p>价格<strong>￥128</strong>起</p>")]
    [InlineData("2 * 3 * 4 = 24", "<p>2 * 3 * 4 = 24</p>")]
    public void Bold_needs_no_blanks_in_Chinese(string text, string html) => Assert.Equal(html, MarkdownRules.ToHtml(text));

    [Theory]
    [InlineData("，谢谢。")]
    [InlineData("。")]
    [InlineData("；再见")]
    [InlineData("）")]
    [InlineData("”他说")]
    [InlineData("！")]
    [InlineData("、下一个")]
    [InlineData("……")]
    [InlineData("】")]
    [InlineData("：100元")]
    public void A_link_ends_before_Chinese_punctuation(string after)
    {
        const string address = "https://qinghe-tea.example/tea?a=1";
        var text = "详情见 " + address + after;
        Assert.Equal($"<p>详情见 <a href=\"{address}\"{Rel}>{address}</a>{after}</p>", MarkdownRules.ToHtml(text));
        var link = Assert.Single(MarkdownRules.Links("Body", text));
        Assert.Equal((address, 5), (link.Url, link.Place.Column));
    }

    [Fact]
    public void Two_links_with_a_comma_between_are_two_and_the_second_is_screened()
    {
        const string text = "https://qinghe-tea.example，https://wallet-verify.example/login。";
        Assert.Equal(
            ["https://qinghe-tea.example", "https://wallet-verify.example/login"],
            MarkdownRules.Links("Body", text).Select(link => link.Url)
        );
        Assert.Contains(PreflightRules.Check(MessageKind.Text, "", text).Links, link => link.Finding is not null);
        // Control: a link that somebody writes out keeps what stands in it.
        Assert.Contains(
            "href=\"https://qinghe-tea.example/%E8%8C%B6\"",
            MarkdownRules.ToHtml("[茶](https://qinghe-tea.example/%E8%8C%B6)")
        );
    }

    [Theory]
    [InlineData("-----------------------------------我是分割线-----------------------------------")]
    [InlineData("=====================我是分割线=====================")]
    [InlineData("~~~~~~~~~~ 我是分割线 ~~~~~~~~~~")]
    [InlineData("++++++++++++++++++++++++++++++++++++++分割线++++++++++++++++++++++++++++++++++++++")]
    [InlineData("————————————分割线————————————")]
    public void A_divider_with_words_is_text(string divider)
    {
        Assert.Equal($"<p>您好</p>\n<p>{divider}</p>\n<p>正文</p>", MarkdownRules.ToHtml($"您好\n\n{divider}\n\n正文"));
        // Control: real nesting is still bounded.
        Assert.Throws<Refusal>(() => MarkdownRules.ToHtml(string.Concat(Enumerable.Repeat("- ", 40)) + "x"));
        Assert.Throws<Refusal>(() => MarkdownRules.ToHtml(new string('>', 40) + "x"));
    }

    [Fact]
    public void A_text_message_keeps_its_lines_and_an_article_its_paragraphs()
    {
        const string text = "各位茶友：\n满减活动开始\n时间：12月1日\n地点：各门店";
        Assert.Equal(3, MarkdownRules.ToHtml(text, keepLines: true).Split("<br>").Length - 1);
        Assert.DoesNotContain("<br>", MarkdownRules.ToHtml(text));
    }

    [Theory]
    [InlineData("    各位茶友，冬茶上市。")]
    [InlineData("\t各位茶友，冬茶上市。")]
    [InlineData("\u3000\u3000各位茶友，冬茶上市。")]
    [InlineData("        各位茶友，冬茶上市。")]
    public void An_indented_paragraph_is_a_paragraph(string text)
    {
        var html = MarkdownRules.ToHtml("标题\n\n" + text);
        Assert.DoesNotContain("<code>", html, StringComparison.Ordinal);
        Assert.Contains("各位茶友，冬茶上市。</p>", html, StringComparison.Ordinal);
        Assert.Contains("<code>", MarkdownRules.ToHtml("```\nbrew()\n```"), StringComparison.Ordinal);
    }
}
