using System.Text;
using System.Text.RegularExpressions;
using Ganss.Xss;
using Markdig;
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

    private static readonly MarkdownPipeline Pipeline = new MarkdownPipelineBuilder()
        .DisableHtml()
        .UseAutoLinks(new Markdig.Extensions.AutoLinks.AutoLinkOptions { ValidPreviousCharacters = "*_~(：，。、；（“" })
        .UsePipeTables()
        .UsePreciseSourceLocation()
        .Build();

    private static readonly HtmlSanitizer Sanitizer = MakeSanitizer();

    /// <summary>Sanitised HTML to be kept beside the text. Refuses text that is too long or nested too deep.</summary>
    public static string ToHtml(string markdown)
    {
        var document = Parse(markdown);
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
    public static IReadOnlyList<ScreenedLink> Links(string field, string markdown)
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

        Refusal.Unless(Depth(document, 0) <= NestingMax, MessagingRefusals.TooNested, NestingMax);
        return document;
    }

    /// <summary>The most quote and list markers one line opens, or square brackets open at one time within a paragraph.</summary>
    private static int OpenersMax(string markdown)
    {
        var max = 0;
        var brackets = 0;
        foreach (var line in markdown.Split('\n'))
        {
            var markers = 0;
            foreach (var c in line)
            {
                if (c is '>' or '-' or '*' or '+')
                {
                    markers++;
                }
                else if (!char.IsWhiteSpace(c) && !char.IsAsciiDigit(c) && c is not '.' and not ')')
                {
                    break;
                }
            }

            // A rule (-----) is a row of markers that opens nothing.
            max = Math.Max(max, Rule().IsMatch(line) ? 0 : markers);
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

    private static HtmlSanitizer MakeSanitizer()
    {
        var sanitizer = new HtmlSanitizer(
            new HtmlSanitizerOptions
            {
                AllowedTags = new HashSet<string>(StringComparer.OrdinalIgnoreCase)
                {
                    "p",
                    "br",
                    "hr",
                    "h2",
                    "h3",
                    "h4",
                    "strong",
                    "em",
                    "ul",
                    "ol",
                    "li",
                    "blockquote",
                    "pre",
                    "code",
                    "a",
                    "img",
                    "table",
                    "thead",
                    "tbody",
                    "tr",
                    "th",
                    "td",
                },
                AllowedAttributes = new HashSet<string>(StringComparer.OrdinalIgnoreCase) { "href", "src", "alt", "start" },
                UriAttributes = new HashSet<string>(StringComparer.OrdinalIgnoreCase) { "href", "src" },
                AllowedSchemes = new HashSet<string>(StringComparer.OrdinalIgnoreCase) { "http", "https", "mailto" },
            }
        );
        sanitizer.FilterUrl += (_, e) =>
        {
            var allowed = e.Tag.LocalName switch
            {
                "img" => IsOwnMedia(e.OriginalUrl),
                "a" => IsSafeLink(e.OriginalUrl),
                _ => false,
            };
            e.SanitizedUrl = allowed ? e.OriginalUrl : null;
        };
        sanitizer.PostProcessNode += (_, e) =>
        {
            if (e.Node is AngleSharp.Dom.IElement { LocalName: "a" } link)
            {
                link.SetAttribute("rel", "noopener noreferrer nofollow");
                link.SetAttribute("target", "_blank");
            }
            else if (e.Node is AngleSharp.Dom.IElement { LocalName: "img" } image)
            {
                image.SetAttribute("loading", "lazy");
            }
        };
        return sanitizer;
    }

    [GeneratedRegex("^/media/[0-9a-f]{32}$", RegexOptions.NonBacktracking)]
    private static partial Regex OwnMedia();

    [GeneratedRegex("^(https?://[^/]|mailto:[^/])", RegexOptions.NonBacktracking | RegexOptions.IgnoreCase)]
    private static partial Regex SafeScheme();

    [GeneratedRegex(@"^\s*([-*]\s*){3,}$", RegexOptions.NonBacktracking)]
    private static partial Regex Rule();

    [GeneratedRegex(@"\s+", RegexOptions.NonBacktracking)]
    private static partial Regex WhiteSpace();
}
