using Portal.Domain.Kernel;

namespace Portal.Domain.Identity;

/// <summary>
/// What makes a long password a bad one all the same: it is guessed early, because it is made of common words, runs, repeats, dates or the
/// person's own name and address. No rule about kinds of characters: zxcvbn counts the guesses.
/// </summary>
internal static class PasswordRules
{
    public const int LengthMin = 12;
    public const int LengthMax = 256;

    /// <summary>
    /// Of 0 to 4: 3 takes ten thousand million guesses, far more than the limits at the door ever let through and what a stolen hash withstands
    /// for years.
    /// </summary>
    private const int ScoreMin = 3;

    /// <summary>What is looked at: the time zxcvbn takes grows with the square of the length, and nobody's sixty-fifth letter makes the others good.</summary>
    private const int CharsLookedAt = 64;

    private const int OwnWordMin = 3;
    private static readonly string[] Words = Read();

    public static bool IsCommon(string password, params string?[] own)
    {
        var folded = Text.Fold(password);
        var words = own.SelectMany(OwnWords).Concat(Words).Distinct(StringComparer.Ordinal);
        return IsRepeat(folded) || new Zxcvbn.Zxcvbn().EvaluatePassword(Text.Cut(folded, CharsLookedAt), words).Score < ScoreMin;
    }

    // Words that no list has, said again and again: zxcvbn sees repeats of a single letter only.
    private static bool IsRepeat(string text)
    {
        var period = (text + text).IndexOf(text, 1, StringComparison.OrdinalIgnoreCase);
        return period < text.Length && period < LengthMin - 2;
    }

    private static IEnumerable<string> OwnWords(string? text)
    {
        var folded = Text.Fold(text ?? string.Empty).ToLowerInvariant();
        return folded
            .Split(['@', '.', '-', '_', '+', ' '], StringSplitOptions.RemoveEmptyEntries)
            .Append(folded)
            .Append(string.Concat(folded.Where(char.IsLetterOrDigit)))
            .Where(word => word.Length >= OwnWordMin);
    }

    private static string[] Read()
    {
        using var stream = typeof(PasswordRules).Assembly.GetManifestResourceStream("Portal.Domain.Identity.common-passwords.txt")!;
        using var reader = new StreamReader(stream);
        return
        [
            .. reader
                .ReadToEnd()
                .Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
                .Where(line => line[0] != '#'),
        ];
    }
}
