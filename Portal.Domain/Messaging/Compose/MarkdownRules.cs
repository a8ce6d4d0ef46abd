using System.Text;
using System.Text.RegularExpressions;
using Ganss.Xss;
using Markdig;
using Markdig.Helpers;
using Markdig.Parsers;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;
using Portal.Domain.Kernel;
using Portal.Domain.Risk;

namespace Portal.Domain.Messaging;

/// <summary>
/// What a writer types becomes what a follower reads, in two independent steps: the syntax tree is cleaned (no HTML, only http, https
/// and mailto links, only our own images), then the HTML passes an allow-list. Either alone would do; nobody has to trust one parser.
/// </summary>
public static partial class MarkdownRules
{
    public const int CharsMax = 20_000;
    public const int NestingMax = 32;

    private static readonly MarkdownPipeline Pipeline = Plain(new MarkdownPipelineBuilder())
        .DisableHtml()
        .UseCjkFriendlyEmphasis()
        .UseAutoLinks(new Markdig.Extensions.AutoLinks.AutoLinkOptions { ValidPreviousCharacters = "*_~(：，。、；（“" })
        .UsePipeTables()
        .UsePreciseSourceLocation()
        .Build();

    private static readonly HtmlSanitizer Sanitizer = MakeSanitizer();

    /// <summary>
    /// Sanitised HTML to be kept beside the text; <paramref name="keepLines"/> leaves every line a line, as people write them in a chat.
    /// Refuses text that is too long or nested too deep.
    /// </summary>
    public static string ToHtml(string markdown, bool keepLines = false)
    {
        var document = Parse(markdown);
        foreach (var end in document.Descendants<LineBreakInline>().Where(_ => keepLines))
        {
            end.IsHard = true;
        }

        // The page around the article owns h1, and no level is left out on the way down: readers of screens walk by them.
        var above = 1;
        foreach (var heading in document.Descendants<HeadingBlock>().OrderBy(heading => heading.Span.Start))
        {
            above = heading.Level = Math.Clamp(heading.Level + 1, 2, Math.Min(above + 1, 4));
        }

        foreach (var link in document.Descendants<LinkInline>().ToList())
        {
            if (link.IsImage ? !IsOwnMedia(link.Url) : !IsSafeLink(link.Url))
            {
                link.ReplaceBy(new LiteralInline(TextOf(link)), copyChildren: false);
            }
        }

        foreach (var link in document.Descendants<AutolinkInline>().Where(link => !link.IsEmail && !IsSafeLink(link.Url)).ToList())
        {
            link.ReplaceBy(new LiteralInline(link.Url));
        }

        return Sanitizer.Sanitize(document.ToHtml(Pipeline)).Trim();
    }

    /// <summary>Every link of the text with its place, also those that <see cref="ToHtml"/> would take out, for screening.</summary>
    internal static IReadOnlyList<ScreenedLink> Links(string field, string markdown)
    {
        var links = new List<ScreenedLink>();
        foreach (var inline in Parse(markdown).Descendants<Inline>())
        {
            var (url, text) = inline switch
            {
                LinkInline { IsImage: true } image when IsOwnMedia(image.Url) => (null, string.Empty),
                LinkInline link => (link.Url ?? string.Empty, TextOf(link)),
                AutolinkInline { IsEmail: false } link => (link.Url, string.Empty),
                _ => (null, string.Empty),
            };
            if (url is not null)
            {
                var start = Math.Clamp(inline.Span.Start, 0, markdown.Length);
                var place = ScreeningPlace.At(field, markdown, start, Math.Clamp(inline.Span.Length, 0, markdown.Length - start));
                links.Add(new ScreenedLink(url, text, place with { Excerpt = Cut(url, ScreeningPlace.ExcerptCharsMax) }));
            }
        }

        return links;
    }

    /// <summary>How a text begins, without any markup, for lists.</summary>
    public static string Excerpt(string markdown) => PlainText(markdown, Message.ExcerptCharsMax);

    /// <summary>The words without any markup on one line, cut to <paramref name="max"/> characters: for cards, lists and notifications.</summary>
    public static string PlainText(string markdown, int max)
    {
        var plain = Markdown.ToPlainText(markdown, Pipeline);
        return Cut(WhiteSpace().Replace(plain, " ").Trim(), max);
    }

    public static bool IsOwnMedia(string? url) => url is not null && OwnMedia().IsMatch(url);

    private static bool IsSafeLink(string? url) =>
        url is not null
        && !url.Any(c => char.IsControl(c) || char.IsWhiteSpace(c) || c == '\\')
        && SafeScheme().IsMatch(url)
        && Uri.TryCreate(url, UriKind.Absolute, out var uri)
        && (uri.Scheme == Uri.UriSchemeHttp || uri.Scheme == Uri.UriSchemeHttps || uri.Scheme == Uri.UriSchemeMailto);

    private static MarkdownDocument Parse(string markdown)
    {
        Refusal.Unless(markdown.Length <= CharsMax, KernelRefusals.TooLong, CharsMax, markdown.Length);
        // Counted before parsing: a parser's work (and stack) may grow faster than the text when every character opens a level.
        Refusal.Unless(OpenersMax(markdown) <= NestingMax, MessagingRefusals.TooNested, NestingMax);
        MarkdownDocument document;
        try
        {
            document = Markdown.Parse(markdown, Pipeline);
        }
        catch (ArgumentException deep) when (deep.Message.Contains("nested", StringComparison.OrdinalIgnoreCase))
        {
            throw new Refusal(MessagingRefusals.TooNested, NestingMax);
        }

        foreach (var link in document.Descendants<LinkInline>().Where(link => link.IsAutoLink).ToList())
        {
            EndBeforePunctuation(link);
        }

        foreach (var literal in document.Descendants<LiteralInline>().Where(literal => literal.Parent is not LinkInline).ToList())
        {
            LinkBareHosts(literal);
        }

        Refusal.Unless(Depth(document, 0) <= NestingMax, MessagingRefusals.TooNested, NestingMax);
        return document;
    }

    /// <summary>
    /// What people write is text: indented lines (a Chinese paragraph begins with blanks) and dividers (~~~~ like this ~~~~) are no code;
    /// code is fenced with backticks.
    /// </summary>
    private static MarkdownPipelineBuilder Plain(MarkdownPipelineBuilder builder)
    {
        builder.BlockParsers.TryRemove<IndentedCodeBlockParser>();
        if (builder.BlockParsers.Find<FencedCodeBlockParser>() is { } fences)
        {
            fences.OpeningCharacters = ['`'];
        }

        return builder;
    }

    /// <summary>A typed address ends before Chinese punctuation; what follows is text again, and may hold the next address.</summary>
    private static void EndBeforePunctuation(LinkInline link)
    {
        var text = TextOf(link);
        var end = ChinesePunctuation().Match(text) is { Success: true } mark ? mark.Index : text.Length;
        if (end == text.Length || link.Url is not { } url)
        {
            return;
        }

        var (start, after) = (link.Span.Start, text[end..]);
        link.Url = url[..(url.Length - after.Length)];
        link.FirstChild?.ReplaceBy(new LiteralInline(text[..end]));
        link.Span = new SourceSpan(start, start + end - 1);
        Insert(link, after, start + end, TypedAddress().Matches(after));
    }

    /// <summary>A bare host right before Chinese punctuation, which the parser leaves as text because no host is spelt so.</summary>
    private static void LinkBareHosts(LiteralInline literal)
    {
        var text = literal.Content.ToString();
        if (BareHost().Match(text) is { Success: true, Index: var at })
        {
            literal.Content = new StringSlice(text[..at]);
            Insert(literal, text[at..], literal.Span.Start + at, BareHost().Matches(text[at..]));
        }
    }

    /// <summary>Puts a text after an inline, with links where addresses are.</summary>
    private static void Insert(Inline last, string text, int start, MatchCollection addresses)
    {
        var done = 0;
        foreach (Match address in addresses)
        {
            var before = new LiteralInline(text[done..address.Index]);
            last.InsertAfter(before);
            var link = new LinkInline(address.Value, string.Empty)
            {
                IsAutoLink = true,
                IsClosed = true,
                Span = new SourceSpan(start + address.Index, start + address.Index + address.Length - 1),
            };
            link.AppendChild(new LiteralInline(address.Value));
            before.InsertAfter(link);
            (last, done) = (link, address.Index + address.Length);
        }

        last.InsertAfter(new LiteralInline(text[done..]));
    }

    /// <summary>The most quote and list markers one line opens, or square brackets open at one time within a paragraph.</summary>
    private static int OpenersMax(string markdown)
    {
        var max = 0;
        var brackets = 0;
        foreach (var line in markdown.Split('\n'))
        {
            // A rule (- - - -) is a row of markers that opens nothing.
            max = Math.Max(max, Rule().IsMatch(line) ? 0 : Marker().Count(Markers().Match(line).Value));
            brackets = string.IsNullOrWhiteSpace(line) ? 0 : brackets;
            foreach (var c in line)
            {
                brackets = c switch
                {
                    '[' => brackets + 1,
                    ']' => Math.Max(0, brackets - 1),
                    _ => brackets,
                };
                max = Math.Max(max, brackets);
            }
        }

        return max;
    }

    private static int Depth(MarkdownObject node, int depth)
    {
        if (depth > NestingMax)
        {
            return depth;
        }

        return node switch
        {
            ContainerBlock block => block.Aggregate(depth, (deepest, child) => Math.Max(deepest, Depth(child, depth + 1))),
            LeafBlock { Inline: { } inline } => Depth(inline, depth),
            ContainerInline inline => inline.Aggregate(depth, (deepest, child) => Math.Max(deepest, Depth(child, depth + 1))),
            _ => depth,
        };
    }

    private static string TextOf(ContainerInline container)
    {
        var text = new StringBuilder();
        foreach (var literal in container.Descendants())
        {
            _ = literal switch
            {
                LiteralInline plain => text.Append(plain.Content.AsSpan()),
                CodeInline code => text.Append(code.Content),
                LineBreakInline => text.Append(' '),
                _ => text,
            };
        }

        return text.ToString();
    }

    private static string Cut(string text, int max) => text.Length <= max ? text : Text.Cut(text, max - 1).TrimEnd() + "…";

    [GeneratedRegex("^/media/[0-9a-f]{32}$", RegexOptions.NonBacktracking)]
    private static partial Regex OwnMedia();

    [GeneratedRegex("^(https?://[^/]|mailto:[^/])", RegexOptions.NonBacktracking | RegexOptions.IgnoreCase)]
    private static partial Regex SafeScheme();

    [GeneratedRegex(@"^\s*([-*]\s*){3,}$", RegexOptions.NonBacktracking)]
    private static partial Regex Rule();

    /// <summary>What opens a quote or a list at the head of a line. A dash opens one only before a blank: a row of dashes divides.</summary>
    [GeneratedRegex(@"^(?:\s*(?:>|[-*+](?:\s|$)|[0-9]{1,9}[.)](?:\s|$)))+", RegexOptions.NonBacktracking)]
    private static partial Regex Markers();

    [GeneratedRegex(">|[-*+]|[0-9]+[.)]", RegexOptions.NonBacktracking)]
    private static partial Regex Marker();

    [GeneratedRegex(
        "[\u3000-\u3003\u3008-\u3020\u3030\uff01-\uff0f\uff1a-\uff20\uff3b-\uff40\uff5b-\uff65\u2018\u2019\u201c\u201d\u2026\u2014]",
        RegexOptions.NonBacktracking
    )]
    private static partial Regex ChinesePunctuation();

    [GeneratedRegex(
        @"https?://[a-z0-9.-]+(?::[0-9]+)?(?=[\u3000-\u3003\u3008-\u3020\uff01-\uff0f\uff1a-\uff20\uff3b-\uff40\uff5b-\uff65\u2018\u2019\u201c\u201d\u2026\u2014])",
        RegexOptions.IgnoreCase,
        PatternTime.Milliseconds
    )]
    private static partial Regex BareHost();

    [GeneratedRegex("https?://[!-~]+", RegexOptions.NonBacktracking | RegexOptions.IgnoreCase)]
    private static partial Regex TypedAddress();

    [GeneratedRegex(@"\s+", RegexOptions.NonBacktracking)]
    private static partial Regex WhiteSpace();
}
