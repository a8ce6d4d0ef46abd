using Portal.Domain.Risk;

namespace Portal.Domain.Messaging;

/// <summary>One link of a text and what is wrong with it, if anything.</summary>
public sealed record LinkCheck(string Url, ScreeningFinding? Finding);

/// <summary>Everything that is looked at before a message goes, for the composer's list and for the decision itself.</summary>
public sealed record Preflight(bool TitleMissing, bool BodyMissing, IReadOnlyList<ScreeningFinding> Words, IReadOnlyList<LinkCheck> Links)
{
    public ScreeningOutcome Outcome =>
        Words
            .Concat(Links.Where(link => link.Finding is not null).Select(link => link.Finding!))
            .Select(finding => finding.Outcome)
            .DefaultIfEmpty()
            .Max();

    public IEnumerable<ScreeningFinding> Findings =>
        Words.Concat(Links.Where(link => link.Finding is not null).Select(link => link.Finding!));
}

public static class PreflightRules
{
    public static Preflight Check(MessageKind kind, string title, string body)
    {
        var article = kind == MessageKind.Article;
        var words = TextScreeningRules.Screen(nameof(Message.Body), body);
        // Markup and entities inside a term (guaranteed **returns**) hide it from the source text, not from the reader.
        var known = words.Findings.Select(finding => finding.Code).ToHashSet(StringComparer.Ordinal);
        var read = TextScreeningRules.Screen(nameof(Message.Body), MarkdownRules.PlainText(body, MarkdownRules.CharsMax));
        words = words.And(new ScreeningVerdict([.. read.Findings.Where(finding => !known.Contains(finding.Code))]));
        if (article)
        {
            words = TextScreeningRules.Screen(nameof(Message.Title), title).And(words);
        }

        var links = MarkdownRules
            .Links(nameof(Message.Body), body)
            .DistinctBy(link => (link.Url, link.Text))
            .Select(link => new LinkCheck(link.Url, LinkScreeningRules.Screen([link]).Findings.SingleOrDefault()))
            .ToList();
        var hosts = links.Select(link => HostOf(link.Url)).OfType<string>().ToHashSet(StringComparer.Ordinal);
        var plain = PlainLinkRules
            .Screen(nameof(Message.Body), body, hosts)
            .Concat(PlainLinkRules.Screen(nameof(Message.Body), MarkdownRules.PlainText(body, MarkdownRules.CharsMax), hosts))
            .Concat(article ? PlainLinkRules.Screen(nameof(Message.Title), title, hosts) : [])
            .DistinctBy(one => (one.Address, one.Finding.Code, one.Finding.Place.Field));
        links.AddRange(plain.Select(one => new LinkCheck(one.Address, one.Finding)));
        return new Preflight(article && string.IsNullOrWhiteSpace(title), string.IsNullOrWhiteSpace(body), words.Findings, links);
    }

    private static string? HostOf(string url) =>
        Uri.TryCreate(url, UriKind.Absolute, out var uri) && uri.Host.Length > 0 ? uri.IdnHost.TrimEnd('.').ToLowerInvariant() : null;
}
