using System.Text.RegularExpressions;
using Portal.Domain.Kernel;

namespace Portal.Domain.Risk;

/// <summary>
/// Addresses that stand in a text as words, which a reader types or a phone makes a link of: without a scheme, with <c>hxxp</c>, with
/// full-width dots, dots in brackets or spelt out, with invisible characters between the letters. Each is judged as the link it stands for.
/// </summary>
internal static partial class PlainLinkRules
{
    public const int FindingsMax = 50;

    private static readonly HashSet<string> TopDomains = RiskLists
        .TopDomains.Select(row => row.Value)
        .ToHashSet(StringComparer.OrdinalIgnoreCase);

    private static readonly string[] Blocked = [.. RiskLists.Hosts.Where(row => row.Kind == "blocked").Select(row => row.Value)];

    /// <summary>What is wrong with the addresses of a text; those of <paramref name="judged"/> (hosts of real links) are left out.</summary>
    public static IReadOnlyList<(string Address, ScreeningFinding Finding)> Screen(string field, string text, IReadOnlySet<string> judged)
    {
        var folded = Folded.Keeping(text);
        var found = new List<(string, ScreeningFinding)>();
        foreach (Match match in Candidate().Matches(folded.Built))
        {
            if (Of(match, folded, text) is not { } one || judged.Contains(one.Host))
            {
                continue;
            }

            var verdict =
                LinkScreeningRules.Judge("https://" + one.Host + one.Rest, string.Empty)
                ?? (one.IsDisguised ? (ScreeningOutcome.Doubtful, RiskRefusals.LinkDisguised) : null);
            if (verdict is { } judgement)
            {
                var place = ScreeningPlace.At(field, text, one.Start, one.Length);
                found.Add((one.Host + one.Rest, new ScreeningFinding(judgement.Outcome, judgement.Code, place)));
            }

            if (found.Count == FindingsMax)
            {
                break;
            }
        }

        return [.. found, .. Spaced(field, text, judged, found)];
    }

    private sealed record Address(string Host, string Rest, bool IsDisguised, int Start, int Length);

    private static Address? Of(Match match, Folded folded, string text)
    {
        var (scheme, host) = (match.Groups["scheme"], match.Groups["host"]);
        var marked = scheme.Success || match.Groups["www"].Success;
        var tail = match.Groups["port"].Success || match.Groups["path"].Success;
        // Chinese is written without blanks: the words before and after a Latin name are no part of it.
        var before = marked ? 0 : WordsBefore().Match(host.Value).Length;
        var after = WordsAfter().Match(host.Value).Groups["words"].Length;
        var written = host.Value[before..^after];
        tail = tail && after == 0;
        var plain = Dots().Replace(written, ".");
        var last = plain[(plain.LastIndexOf('.') + 1)..];
        var isAddress = NumberHost().IsMatch(plain)
            ? marked || tail
            : plain.Contains('.', StringComparison.Ordinal) && TopDomains.Contains(last);
        // A Chinese full stop ends sentences; it is a dot of an address only where more of one goes before or follows.
        var isSentence = written.Contains('\u3002', StringComparison.Ordinal) && !marked && !tail && !IsBlocked(plain);
        if (!isAddress || isSentence)
        {
            return null;
        }

        var (from, to) = (host.Index + before, host.Index + host.Length - after);
        var start = folded.At(scheme.Success ? scheme.Index : from);
        var end = folded.At((tail ? match.Index + match.Length : to) - 1) + 1;
        var asWritten = text[folded.At(from)..(folded.At(to - 1) + 1)];
        var disguised =
            (scheme.Success && !scheme.Value.StartsWith("http", StringComparison.Ordinal))
            || !string.Equals(asWritten, plain, StringComparison.OrdinalIgnoreCase);
        // A full-width colon before a figure is a price list, not a port.
        var port = match.Groups["port"];
        var isPort = port.Success && text[folded.At(port.Index)] == ':';
        var rest = tail ? (isPort ? port.Value : string.Empty) + match.Groups["path"].Value : string.Empty;
        return new Address(plain, rest, disguised, start, end - start);
    }

    /// <summary>A listed host with blanks put between its letters.</summary>
    private static IEnumerable<(string, ScreeningFinding)> Spaced(
        string field,
        string text,
        IReadOnlySet<string> judged,
        List<(string Address, ScreeningFinding)> found
    )
    {
        var kept = Enumerable.Range(0, text.Length).Where(at => !char.IsWhiteSpace(text[at])).ToList();
        var tight = Folded.Keeping(string.Concat(kept.Select(at => text[at])));
        foreach (var host in Blocked.Where(host => !judged.Any(one => IsOrUnder(one, host))))
        {
            var at = tight.Built.IndexOf(host, StringComparison.Ordinal);
            if (at < 0 || found.Exists(one => one.Address.Contains(host, StringComparison.Ordinal)))
            {
                continue;
            }

            var (start, end) = (kept[tight.At(at)], kept[tight.At(at + host.Length - 1)] + 1);
            var begins = start == 0 || !(char.IsAsciiLetterOrDigit(text[start - 1]) || text[start - 1] == '-');
            if (begins && text[start..end].Any(char.IsWhiteSpace))
            {
                var place = ScreeningPlace.At(field, text, start, end - start);
                yield return (host, new ScreeningFinding(ScreeningOutcome.Refused, RiskRefusals.LinkBlocked, place));
            }
        }
    }

    private static bool IsBlocked(string host) => Array.Exists(Blocked, listed => IsOrUnder(host, listed));

    private static bool IsOrUnder(string host, string listed) => host == listed || host.EndsWith("." + listed, StringComparison.Ordinal);

    private const string Dot = @"(?:\s?[\[({](?:\.|dot|\u70b9)[\])}]\s?|[.\u3002]|\u70b9(?=(?:com|cn|net|org)(?![a-z])))";

    [GeneratedRegex(
        @"(?:(?<scheme>h(?:tt|xx|\*\*)ps?|fxp|ftp)\s?:\s?//\s?)?(?<host>(?:(?<www>www)"
            + Dot
            + @")?(?:[\p{L}\p{M}\p{N}_-]{1,63}"
            + Dot
            + @"){1,8}[\p{L}\p{M}\p{N}-]{1,63})(?<port>:[0-9]{2,5}(?![0-9]))?(?<path>/[!-~]*)?",
        RegexOptions.None,
        PatternTime.Milliseconds
    )]
    private static partial Regex Candidate();

    [GeneratedRegex(Dot, RegexOptions.None, PatternTime.Milliseconds)]
    private static partial Regex Dots();

    /// <summary>Up to the last Chinese character of the first label, when Latin letters follow it.</summary>
    [GeneratedRegex(@"^[^.\u3002\u70b9\[({]*[\u3400-\u70b8\u70ba-\u9fff](?=[a-z0-9])", RegexOptions.None, PatternTime.Milliseconds)]
    private static partial Regex WordsBefore();

    /// <summary>From the first Chinese character of a last label that begins with Latin letters.</summary>
    [GeneratedRegex(@"[.\u3002\])}\u70b9][a-z]+(?<words>[\u3400-\u9fff][^.\u3002]*)$", RegexOptions.None, PatternTime.Milliseconds)]
    private static partial Regex WordsAfter();

    [GeneratedRegex(@"^[0-9]{1,3}(\.[0-9]{1,3}){3}$", RegexOptions.NonBacktracking)]
    private static partial Regex NumberHost();
}
