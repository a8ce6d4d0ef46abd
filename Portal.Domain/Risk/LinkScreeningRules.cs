using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.RegularExpressions;
using Portal.Domain.Kernel;

namespace Portal.Domain.Risk;

/// <summary>A link as it stands in a text: where it goes, what it says, and its place.</summary>
internal sealed record ScreenedLink(string Url, string Text, ScreeningPlace Place);

/// <summary>
/// Judges where a link leads by its address alone; nothing is fetched. The same shape is judged alike whoever owns the site.
/// </summary>
internal static partial class LinkScreeningRules
{
    public const int UrlCharsMax = 2_000;

    private static readonly IdnMapping Idn = new() { AllowUnassigned = false, UseStd3AsciiRules = true };
    private static readonly HashSet<string> Shorteners = Hosts("shortener");
    private static readonly HashSet<string> Blocked = Hosts("blocked");

    public static ScreeningVerdict Screen(IEnumerable<ScreenedLink> links) =>
        new([
            .. links
                .Select(link => (link, Judged: Judge(link.Url, link.Text)))
                .Where(pair => pair.Judged is not null)
                .Select(pair => new ScreeningFinding(pair.Judged!.Value.Outcome, pair.Judged.Value.Code, pair.link.Place)),
        ]);

    /// <summary>The first thing wrong with a link, gravest kinds first; null when nothing is.</summary>
    public static (ScreeningOutcome Outcome, string Code)? Judge(string url, string text)
    {
        if (url.Length > UrlCharsMax || url.Any(c => char.IsControl(c) || char.IsWhiteSpace(c) || c == '\\'))
        {
            return (ScreeningOutcome.Refused, RiskRefusals.LinkMalformed);
        }

        if (!Uri.TryCreate(url, UriKind.Absolute, out var uri))
        {
            return (ScreeningOutcome.Refused, RiskRefusals.LinkMalformed);
        }

        if (uri.Scheme == Uri.UriSchemeMailto)
        {
            return null;
        }

        if (uri.Scheme != Uri.UriSchemeHttp && uri.Scheme != Uri.UriSchemeHttps)
        {
            return (ScreeningOutcome.Refused, RiskRefusals.LinkScheme);
        }

        return RawAuthority().Match(url) is { Success: true } match
            ? JudgeHost(uri, match.Groups["authority"].Value, text)
            : (ScreeningOutcome.Refused, RiskRefusals.LinkMalformed);
    }

    private static (ScreeningOutcome Outcome, string Code)? JudgeHost(Uri uri, string authority, string text)
    {
        if (authority.Contains('@', StringComparison.Ordinal))
        {
            return (ScreeningOutcome.Refused, RiskRefusals.LinkUserInfo);
        }

        var raw = PortSuffix().Replace(authority, string.Empty).TrimEnd('.');
        // Percent signs and compatibility characters (full-width dots and digits) are how a host is written to look like none.
        if (raw.Length == 0 || raw.Contains('%', StringComparison.Ordinal) || Text.Fold(raw) != raw)
        {
            return (ScreeningOutcome.Refused, RiskRefusals.LinkMalformed);
        }

        if (uri.HostNameType is UriHostNameType.IPv4 or UriHostNameType.IPv6)
        {
            return JudgeAddress(uri.DnsSafeHost, raw.Trim('[', ']'));
        }

        if (Ascii(raw) is not { } ascii || !ascii.Contains('.', StringComparison.Ordinal) || NumberLike().IsMatch(ascii))
        {
            return (ScreeningOutcome.Refused, RiskRefusals.LinkMalformed);
        }

        if (IsListed(Blocked, ascii))
        {
            return (ScreeningOutcome.Refused, RiskRefusals.LinkBlocked);
        }

        return JudgeScripts(ascii)
            ?? (
                IsListed(Shorteners, ascii) ? (ScreeningOutcome.Doubtful, RiskRefusals.LinkShortener)
                : !uri.IsDefaultPort ? (ScreeningOutcome.Doubtful, RiskRefusals.LinkPort)
                : SaysAnotherHost(text, ascii) ? (ScreeningOutcome.Doubtful, RiskRefusals.LinkTextDiffers)
                : null
            );
    }

    private static (ScreeningOutcome Outcome, string Code) JudgeAddress(string canonical, string raw)
    {
        // 2130706433, 0x7f.1 and 017700000001 are all 127.0.0.1: only the usual spelling is honest.
        var usual = IPAddress.TryParse(canonical, out var address) && string.Equals(canonical, raw, StringComparison.OrdinalIgnoreCase);
        return usual && IsPublic(address!)
            ? (ScreeningOutcome.Doubtful, RiskRefusals.LinkAddress)
            : (ScreeningOutcome.Refused, RiskRefusals.LinkAddressPrivate);
    }

    private static bool IsPublic(IPAddress address)
    {
        if (address.IsIPv4MappedToIPv6)
        {
            return false;
        }

        if (address.AddressFamily == AddressFamily.InterNetworkV6)
        {
            return !IPAddress.IsLoopback(address)
                && !address.IsIPv6LinkLocal
                && !address.IsIPv6UniqueLocal
                && !address.IsIPv6Multicast
                && !address.IsIPv6SiteLocal
                && !address.Equals(IPAddress.IPv6Any);
        }

        var b = address.GetAddressBytes();
        return b[0] switch
        {
            0 or 10 or 127 => false,
            100 when b[1] is >= 64 and <= 127 => false,
            169 when b[1] == 254 => false,
            172 when b[1] is >= 16 and <= 31 => false,
            192 when b[1] == 168 || (b[1] == 0 && b[2] == 0) => false,
            198 when b[1] is 18 or 19 => false,
            >= 224 => false,
            _ => true,
        };
    }

    private static (ScreeningOutcome Outcome, string Code)? JudgeScripts(string ascii)
    {
        var international = false;
        foreach (var label in ascii.Split('.').Where(label => label.StartsWith("xn--", StringComparison.OrdinalIgnoreCase)))
        {
            if (Unicode(label) is not { } shown)
            {
                return (ScreeningOutcome.Refused, RiskRefusals.LinkMalformed);
            }

            international = true;
            var scripts = shown
                .EnumerateRunes()
                .Select(rune => Scripts.Of(rune.Value))
                .Where(script => script != Script.Common)
                .ToHashSet();
            if (!Scripts.MayMix(scripts))
            {
                return (ScreeningOutcome.Refused, RiskRefusals.LinkMixedScript);
            }

            if (Scripts.ReadsAsLatin(shown))
            {
                return (ScreeningOutcome.Refused, RiskRefusals.LinkLookAlike);
            }
        }

        return international ? (ScreeningOutcome.Doubtful, RiskRefusals.LinkInternational) : null;
    }

    /// <summary>The text of the link names a host, and it is not the one the link goes to.</summary>
    private static bool SaysAnotherHost(string text, string ascii)
    {
        var said = HostInText().Match(text.Trim());
        if (!said.Success || Ascii(said.Groups["host"].Value) is not { } host)
        {
            return false;
        }

        return Bare(host) != Bare(ascii);

        static string Bare(string value) => value.StartsWith("www.", StringComparison.Ordinal) ? value[4..] : value;
    }

    private static string? Ascii(string host)
    {
        try
        {
            return Idn.GetAscii(host).ToLowerInvariant();
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    private static string? Unicode(string label)
    {
        try
        {
            return Idn.GetUnicode(label);
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    private static bool IsListed(HashSet<string> list, string host)
    {
        for (var part = host; ; part = part[(part.IndexOf('.', StringComparison.Ordinal) + 1)..])
        {
            if (list.Contains(part))
            {
                return true;
            }

            if (!part.Contains('.', StringComparison.Ordinal))
            {
                return false;
            }
        }
    }

    private static HashSet<string> Hosts(string kind) =>
        RiskLists.Hosts.Where(row => row.Kind == kind).Select(row => row.Value).ToHashSet(StringComparer.Ordinal);

    [GeneratedRegex(@"^[A-Za-z]+://(?<authority>[^/?#]*)", RegexOptions.NonBacktracking)]
    private static partial Regex RawAuthority();

    [GeneratedRegex(@":[0-9]*$", RegexOptions.NonBacktracking)]
    private static partial Regex PortSuffix();

    [GeneratedRegex(@"^(0[xX][0-9a-fA-F]*|[0-9]+)(\.(0[xX][0-9a-fA-F]*|[0-9]+))*$", RegexOptions.NonBacktracking)]
    private static partial Regex NumberLike();

    [GeneratedRegex(
        @"^(https?://)?(?<host>[\p{L}\p{N}-]+(\.[\p{L}\p{N}-]+)*\.\p{L}{2,})(:[0-9]+)?([/?#].*)?$",
        RegexOptions.NonBacktracking
    )]
    private static partial Regex HostInText();
}
