using Ganss.Xss;

namespace Portal.Domain.Messaging;

/// <summary>The second step: what may stay in the HTML that a follower reads.</summary>
public static partial class MarkdownRules
{
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
}
