using AngleSharp.Html.Parser;
using Portal.Domain.Kernel;
using Portal.Domain.Messaging;

namespace Portal.Tests.Messaging;

public sealed class MarkdownRulesTests
{
    private const int MarkupPerChar = 30;

    private const string Own = "/media/0123456789abcdef0123456789abcdef";

    public static TheoryData<string> Attacks =>
        [
            "<script>alert(1)</script>",
            "<ScRiPt src=//evil.example/x.js></ScRiPt>",
            "<img src=x onerror=alert(1)>",
            "<svg onload=alert(1)>",
            "<svg><script>alert(1)</script></svg>",
            "<math><mtext><table><mglyph><style><!--</style><img title=\"--&gt;&lt;img src=1 onerror=alert(1)&gt;\">",
            "<iframe src=javascript:alert(1)></iframe>",
            "<iframe srcdoc='<script>alert(1)</script>'></iframe>",
            "<object data=data:text/html,x></object><embed src=x>",
            "<a href=\"javascript:alert(1)\" onclick=alert(1)>x</a>",
            "<form action=//evil.example><input name=password><button>go</button></form>",
            "<style>*{background:url(//evil.example)}</style>",
            "<p style=\"background:url(javascript:alert(1))\">x</p>",
            "<base href=//evil.example/><meta http-equiv=refresh content=0;url=//evil.example>",
            "<link rel=stylesheet href=//evil.example/x.css>",
            "<details open ontoggle=alert(1)>x</details>",
            "<video><source onerror=alert(1)></video>",
            "<noscript><p title=\"</noscript><img src=x onerror=alert(1)>\"></noscript>",
            "<!--><img src=x onerror=alert(1)>-->",
            "<![CDATA[<script>alert(1)</script>]]>",
            "<x onfocus=alert(1) tabindex=1 autofocus>",
            "[x](javascript:alert(1))",
            "[x](JaVaScRiPt:alert(1))",
            "[x](java\tscript:alert(1))",
            "[x](&#106;avascript:alert(1))",
            "[x](&#x6A;&#x61;vascript&colon;alert(1))",
            "[x](\u0001javascript:alert(1))",
            "[x](<javascript:alert(1)>)",
            "[x](vbscript:msgbox)",
            "[x](data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg==)",
            "[x](file:///etc/passwd)",
            "[x](//evil.example/x)",
            "[x](/\\evil.example)",
            "[x](\\\\evil.example)",
            "[x](https:\\\\evil.example)",
            "[x](/admin)",
            "[x]: javascript:alert(1)\n\n[x]",
            "[x]\n\n[x]: <javascript:alert(1)>",
            "<javascript:alert(1)>",
            "<data:text/html,x>",
            "![x](javascript:alert(1))",
            "![x](https://evil.example/pixel.gif)",
            "![x](//evil.example/pixel.gif)",
            "![x](data:image/svg+xml,<svg onload=alert(1)>)",
            "![x](/media/../admin)",
            "![x](/media/0123456789abcdef0123456789abcdef/../../admin)",
            "![x\" onerror=\"alert(1)](https://evil.example)",
            "![x\" onerror=\"alert(1)](" + Own + ")",
            "![x](" + Own + " \"t\\\" onerror=alert(1)\")",
            "[x](https://ok.example \"t\" onmouseover=\"alert(1)\")",
            "[x](https://ok.example/\"onmouseover=\"alert(1))",
            "[<img src=x onerror=alert(1)>](https://ok.example)",
            "`<script>alert(1)</script>`",
            "```html\n<script>alert(1)</script>\n```",
            "```\" onclick=\"alert(1)\nx\n```",
            "| <script> | [x](javascript:alert(1)) |\n|--|--|\n| <svg onload=alert(1)> | x |",
            "# <img src=x onerror=alert(1)>",
            "&lt;script&gt;alert(1)&lt;/script&gt;",
            "a <b onmouseover=alert(1)>b</b>",
            "javascript:alert(1)",
            "https://ok.example/<script>alert(1)</script>",
            "<https://ok.example/\"onmouseover=alert(1)>",
            "\u2028<script>\u2029alert(1)</script>",
            "<scr\0ipt>alert(1)</script>",
        ];

    [Theory]
    [MemberData(nameof(Attacks))]
    public void Nothing_that_runs_loads_or_leads_astray_survives(string attack)
    {
        var html = MarkdownRules.ToHtml(attack);
        var body = new HtmlParser().ParseDocument("<body>" + html + "</body>").Body!;
        string[] tags = ["P", "BR", "HR", "H2", "H3", "H4", "STRONG", "EM", "UL", "OL", "LI", "BLOCKQUOTE", "PRE", "CODE", "A", "IMG"];
        string[] tables = ["TABLE", "THEAD", "TBODY", "TR", "TH", "TD"];
        string[] attributes = ["href", "src", "alt", "start", "rel", "target", "loading"];
        foreach (var element in body.QuerySelectorAll("*"))
        {
            Assert.Contains(element.TagName, tags.Concat(tables));
            Assert.All(element.Attributes, attribute => Assert.Contains(attribute.Name, attributes));
            var (href, src) = (element.GetAttribute("href"), element.GetAttribute("src"));
            Assert.True(href is null || new Uri(href).Scheme is "http" or "https" or "mailto", href);
            Assert.True(src is null || src == Own, src);
        }
    }

    [Fact]
    public void What_people_write_comes_out_as_they_meant_it()
    {
        var html = MarkdownRules.ToHtml(
            "# Winter\n\nThis **year** is *fine*.\n\n- one\n- two\n\n[Order](https://qinghe-tea.example/winter) or https://qinghe-tea.example\n\n![Cup]("
                + Own
                + ")"
        );
        Assert.Contains("<h2>Winter</h2>", html);
        Assert.Contains("<strong>year</strong> is <em>fine</em>", html);
        Assert.Contains("<li>one</li>", html);
        Assert.Contains(
            "<a href=\"https://qinghe-tea.example/winter\" rel=\"noopener noreferrer nofollow\" target=\"_blank\">Order</a>",
            html
        );
        Assert.Contains("href=\"https://qinghe-tea.example\"", html);
        Assert.Contains($"<img src=\"{Own}\" alt=\"Cup\" loading=\"lazy\">", html);
    }

    [Theory]
    [InlineData("## Brew\n\n#### Water\n\n# Serve", "<h2>Brew</h2>|<h3>Water</h3>|<h2>Serve</h2>")]
    [InlineData("###### Deep\n\n> ###### Deeper\n\n###### Deepest", "<h2>Deep</h2>|<h3>Deeper</h3>|<h4>Deepest</h4>")]
    public void Headings_begin_below_the_pages_own_and_leave_no_level_out(string markdown, string headings)
    {
        var html = MarkdownRules.ToHtml(markdown);
        Assert.All(headings.Split('|'), heading => Assert.Contains(heading, html));
    }

    [Fact]
    public void A_dropped_link_leaves_its_words() =>
        Assert.Equal("<p>see here now</p>", MarkdownRules.ToHtml("see [here](javascript:x) now"));

    [Theory]
    [InlineData(">", 20_000)]
    [InlineData("- ", 10_000)]
    [InlineData("1. ", 6_000)]
    [InlineData("[", 20_000)]
    [InlineData("![", 10_000)]
    [InlineData("[]", 10_000)]
    [InlineData("[a](", 5_000)]
    [InlineData("*a_", 6_600)]
    [InlineData("*a **b ", 2_800)]
    [InlineData("**", 10_000)]
    [InlineData("`", 20_000)]
    [InlineData("``` \n", 4_000)]
    [InlineData("<", 20_000)]
    [InlineData("<a ", 6_600)]
    [InlineData("&#", 10_000)]
    [InlineData("|", 20_000)]
    [InlineData("a|b\n-|-\n", 2_500)]
    [InlineData("[a]: b\n", 2_800)]
    [InlineData("https://", 2_500)]
    [InlineData("\\", 20_000)]
    [InlineData(" - a\n  ", 2_800)]
    public void Hostile_text_is_refused_or_stays_in_proportion(string unit, int times)
    {
        var text = string.Concat(Enumerable.Repeat(unit, times));
        var html = string.Empty;
        var thrown = Record.Exception(() => html = MarkdownRules.ToHtml(text));
        Assert.True(thrown is null or Refusal, thrown?.ToString());
        // No construct multiplies: each written character makes at most a link's or a table cell's worth of markup.
        Assert.InRange(html.Length, 0, (text.Length * MarkupPerChar) + 100);
    }

    [Fact]
    public void Nesting_and_length_are_bounded()
    {
        Assert.Equal(MessagingRefusals.TooNested, Assert.Throws<Refusal>(() => MarkdownRules.ToHtml(new string('>', 33) + " x")).Code);
        Assert.Contains("<blockquote>", MarkdownRules.ToHtml(new string('>', 12) + " x"));
        Assert.Equal(KernelRefusals.TooLong, Assert.Throws<Refusal>(() => MarkdownRules.ToHtml(new string('a', 20_001))).Code);
    }

    [Fact]
    public void Links_are_listed_with_their_place_also_those_that_will_be_dropped()
    {
        var links = MarkdownRules.Links("body", "first\n\nsee [shop](https://sho.rt/9fKq2) and [bad](javascript:x)\nhttps://a.example");
        Assert.Equal(["https://sho.rt/9fKq2", "javascript:x", "https://a.example"], links.Select(link => link.Url));
        Assert.Equal((3, 5, "shop"), (links[0].Place.Line, links[0].Place.Column, links[0].Text));
        Assert.Equal(4, links[2].Place.Line);
    }

    [Fact]
    public void Plain_text_has_no_markup_and_is_cut_between_characters()
    {
        Assert.Equal(
            "Winter Hi there, see here.",
            MarkdownRules.PlainText("# Winter\n\nHi **there**, see [here](https://a.example).", 100)
        );
        Assert.Equal("ab…", MarkdownRules.PlainText("abcdef", 3));
        Assert.Equal("a…", MarkdownRules.PlainText("a😀bcd", 3));
    }
}
