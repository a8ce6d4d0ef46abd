namespace Portal.Routes;

/// <summary>
/// Where a form may send someone on to: a path of this site and nothing else. An address from outside that looks local to us but not to a
/// browser would make our sign-in page the first half of somebody's phishing.
/// </summary>
public static class LocalUrl
{
    private const int LengthMax = 2000;

    // What a browser and we resolve an address against; never asked for anything.
    private static readonly Uri Site = new("https://portal.invalid/");

    /// <summary>
    /// One leading slash, no control character or backslash anywhere, not too long, and still a path of this site with one leading slash when
    /// it is resolved: <c>/.//host</c> and <c>/x/..//host</c> become <c>//host</c>, which is another site.
    /// </summary>
    public static bool IsLocal(string? url) => Path(url) is not null;

    public static string Or(string? url, string otherwise) => OrNull(url) ?? otherwise;

    /// <summary>The address as it resolves, in ASCII: it goes into a header, which takes nothing else. Null when it is not of this site.</summary>
    public static string? OrNull(string? url) => Path(url);

    private static string? Path(string? url)
    {
        if (
            url is not { Length: > 0 and <= LengthMax }
            || url[0] != '/'
            || url.Any(c => char.IsControl(c) || c == '\\' || char.GetUnicodeCategory(c) == System.Globalization.UnicodeCategory.Format)
            || !Uri.TryCreate(Site, url, out var resolved)
            || resolved.Scheme != Site.Scheme
            || resolved.Authority != Site.Authority
            || resolved.UserInfo.Length > 0
        )
        {
            return null;
        }

        var path = resolved.PathAndQuery + resolved.Fragment;
        // %5c and %2f are decoded by some who read an address: what only differs from another site by that is not sent on either.
        var plain = Uri.UnescapeDataString(resolved.AbsolutePath);
        return plain.StartsWith("//", StringComparison.Ordinal) || plain.StartsWith("/\\", StringComparison.Ordinal) ? null : path;
    }
}
