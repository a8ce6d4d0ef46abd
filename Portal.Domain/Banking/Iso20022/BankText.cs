using System.Text;
using Portal.Domain.Kernel;

namespace Portal.Domain.Banking;

/// <summary>What banks take in texts.</summary>
internal static class BankText
{
    private const string SepaSigns = "/-?:().,'+ ";

    /// <summary>Domestic systems take Chinese; a euro payment takes the Latin letters of SEPA, and a point for anything else.</summary>
    public static string Clean(string text, int max, bool sepa)
    {
        var folded = sepa ? Text.Folded(text, NormalizationForm.FormKD) : text;
        var clean = new StringBuilder(folded.Length);
        foreach (var rune in folded.EnumerateRunes())
        {
            var sign = Keep(rune, sepa);
            if (sign is not null && !(sign == " " && (clean.Length == 0 || clean[^1] == ' ')))
            {
                clean.Append(sign);
            }
        }

        var line = clean.ToString().Trim();
        if (line.Length > max)
        {
            line = Text.Cut(line, max).TrimEnd();
        }

        return line.Length == 0 ? "." : line;
    }

    private static string? Keep(Rune rune, bool sepa)
    {
        if (Rune.IsWhiteSpace(rune))
        {
            return " ";
        }

        if (Rune.IsControl(rune) || Rune.GetUnicodeCategory(rune) == System.Globalization.UnicodeCategory.NonSpacingMark && sepa)
        {
            return null;
        }

        return !sepa || (rune.IsAscii && (Rune.IsLetterOrDigit(rune) || SepaSigns.Contains((char)rune.Value, StringComparison.Ordinal)))
            ? rune.ToString()
            : ".";
    }
}
