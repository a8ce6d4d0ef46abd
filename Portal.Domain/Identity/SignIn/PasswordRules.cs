using System.Collections.Frozen;
using System.Text;
using Portal.Domain.Kernel;

namespace Portal.Domain.Identity;

/// <summary>
/// What makes a long password a bad one all the same: made of common words, of runs and repeats, or of the person's own name and address.
/// No rule about kinds of characters.
/// </summary>
internal static class PasswordRules
{
    public const int LengthMin = 12;
    public const int LengthMax = 256;

    /// <summary>Characters that must be left when everything guessable is taken away.</summary>
    public const int RestMin = 5;

    private const int OwnWordMin = 4;
    private const int RunMin = 3;
    private static readonly string[] Rows = ["qwertyuiop", "asdfghjkl", "zxcvbnm"];
    private static readonly FrozenSet<string> Words = Read();

    /// <summary>The longest first, so that "administrator" is taken away before "admin".</summary>
    private static readonly string[] Longest = [.. Words.OrderByDescending(word => word.Length)];

    public static bool IsCommon(string password, params string?[] own)
    {
        var folded = Text.Folded(password, NormalizationForm.FormKC).ToLowerInvariant();
        var words = own.SelectMany(OwnWords).Concat(Longest).ToList();
        return IsRepeat(folded) || Rest(folded, words) < RestMin || Rest(Letters(folded), words) < RestMin;
    }

    private static int Rest(string text, IReadOnlyList<string> words)
    {
        foreach (var word in words)
        {
            text = text.Replace(word, " ", StringComparison.Ordinal);
        }

        return WithoutRuns(text).Count(char.IsLetterOrDigit);
    }

    /// <summary>Takes away 1234, abcd, 4321, aaaa and neighbours on the keyboard, and years.</summary>
    private static string WithoutRuns(string text)
    {
        var rest = new StringBuilder();
        var at = 0;
        while (at < text.Length)
        {
            var run = RunAt(text, at);
            if (run < RunMin)
            {
                rest.Append(text[at]);
            }

            at += Math.Max(1, run < RunMin ? 1 : run);
        }

        return rest.ToString();
    }

    private static int RunAt(string text, int at)
    {
        if (at + 4 <= text.Length && int.TryParse(text.AsSpan(at, 4), out var year) && year is >= 1900 and < 2100)
        {
            return 4;
        }

        var longest = 1;
        foreach (var step in new[] { 0, 1, -1 })
        {
            var end = at + 1;
            while (end < text.Length && (text[end] == text[end - 1] + step || IsNeighbour(text[end - 1], text[end], step)))
            {
                end++;
            }

            longest = Math.Max(longest, end - at);
        }

        return longest;
    }

    private static bool IsNeighbour(char first, char second, int step) =>
        step != 0 && Rows.Any(row => row.Contains(first) && row.IndexOf(second) - row.IndexOf(first) == step && row.Contains(second));

    private static bool IsRepeat(string text)
    {
        var period = (text + text).IndexOf(text, 1, StringComparison.Ordinal);
        return period < text.Length && period <= text.Length / 2 && period < LengthMin - 2;
    }

    private static string Letters(string text) =>
        string.Concat(
            text.Select(one =>
                one switch
                {
                    '0' => 'o',
                    '1' or '!' => 'l',
                    '3' => 'e',
                    '4' or '@' => 'a',
                    '5' or '$' => 's',
                    '7' => 't',
                    _ => one,
                }
            )
        );

    private static IEnumerable<string> OwnWords(string? text) =>
        text is null
            ? []
            : Text.Folded(text, NormalizationForm.FormKC)
                .ToLowerInvariant()
                .Split(['@', '.', '-', '_', '+', ' '], StringSplitOptions.RemoveEmptyEntries)
                .Where(word => word.Length >= OwnWordMin)
                .Prepend(text.ToLowerInvariant())
                .Where(word => word.Length >= OwnWordMin);

    private static FrozenSet<string> Read()
    {
        using var stream = typeof(PasswordRules).Assembly.GetManifestResourceStream("Portal.Domain.Identity.common-passwords.txt")!;
        using var reader = new StreamReader(stream);
        return reader
            .ReadToEnd()
            .Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            .Where(line => line[0] != '#')
            .ToFrozenSet(StringComparer.Ordinal);
    }
}
