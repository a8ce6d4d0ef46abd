namespace Portal.Routes;

/// <summary>
/// Where a form may send someone on to: a path of this site and nothing else. An address from outside that looks local to us but not to a
/// browser would make our sign-in page the first half of somebody's phishing.
/// </summary>
public static class LocalUrl
{
    private const int LengthMax = 2000;

    /// <summary>One leading slash, no second slash or backslash after it, no control character or backslash anywhere, not too long.</summary>
    public static bool IsLocal(string? url) =>
        url is { Length: > 0 and <= LengthMax }
        && url[0] == '/'
        && (url.Length == 1 || url[1] is not '/' and not '\\')
        && !url.Any(c => char.IsControl(c) || c == '\\' || char.GetUnicodeCategory(c) == System.Globalization.UnicodeCategory.Format);

    public static string Or(string? url, string otherwise) => OrNull(url) ?? otherwise;

    public static string? OrNull(string? url) => IsLocal(url) ? url : null;
}
