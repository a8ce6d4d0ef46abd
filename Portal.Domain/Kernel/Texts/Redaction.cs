using System.Text;
using System.Text.RegularExpressions;

namespace Portal.Domain.Kernel;

/// <summary>
/// The last sieve before a text reaches a log, a work row or a span: addresses, identity, card and phone numbers and one-time tokens become
/// marks, and what could forge a line or turn its direction becomes an escape. Code does not log such things; this is for what libraries say.
/// The patterns do not backtrack, so they need no time limit: one that is measured by the clock would end a busy site in the middle of a log line.
/// </summary>
public static partial class Redaction
{
    public static string Clean(string text) => OneLine(Hide(text));

    public static string Hide(string text)
    {
        var hidden = Address().Replace(text, "[address]");
        hidden = Token().Replace(hidden, "$1[token]");
        hidden = IdentityNumber().Replace(hidden, "[number]");
        return Mobile().Replace(hidden, "[number]");
    }

    /// <summary>No line feed, control, direction mark or zero-width character gets through as itself.</summary>
    public static string OneLine(string text)
    {
        if (!text.Any(Dangerous))
        {
            return text;
        }

        var clean = new StringBuilder(text.Length + 16);
        foreach (var letter in text)
        {
            clean.Append(Dangerous(letter) ? $"\\u{(int)letter:x4}" : letter);
        }

        return clean.ToString();
    }

    private static bool Dangerous(char letter) =>
        char.IsControl(letter)
        || char.GetUnicodeCategory(letter) is System.Globalization.UnicodeCategory.Format
        || letter is '\u2028' or '\u2029';

    [GeneratedRegex(@"[A-Za-z0-9._%+\-]+@[A-Za-z0-9\-]+(\.[A-Za-z0-9\-]+)+", RegexOptions.NonBacktracking)]
    private static partial Regex Address();

    [GeneratedRegex(@"((?:code|token|ticket|password|secret|key)=)[^&\s""']+", RegexOptions.NonBacktracking | RegexOptions.IgnoreCase)]
    private static partial Regex Token();

    // 15 to 19 digits in a row, the last perhaps an X: identity numbers and bank cards. Ids of ours are shorter.
    [GeneratedRegex(@"\b[0-9]{14,18}[0-9Xx]\b", RegexOptions.NonBacktracking)]
    private static partial Regex IdentityNumber();

    [GeneratedRegex(@"\b1[3-9][0-9]{9}\b", RegexOptions.NonBacktracking)]
    private static partial Regex Mobile();
}
