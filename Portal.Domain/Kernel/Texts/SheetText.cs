namespace Portal.Domain.Kernel;

/// <summary>What a spreadsheet would run instead of show: text from outside must stay text in every file we give out.</summary>
internal static class SheetText
{
    // The second four are the wide forms that spreadsheets of Chinese and Japanese editions read as the first four.
    private const string Begins = "=+-@＝＋－＠";

    /// <summary>
    /// Whether a spreadsheet may take it for a formula: what counts is the first letter that is neither blank, control nor quote, for those
    /// are dropped on the way in.
    /// </summary>
    public static bool IsFormula(string text)
    {
        foreach (var letter in text)
        {
            if (Begins.Contains(letter, StringComparison.Ordinal))
            {
                return true;
            }

            if (!char.IsWhiteSpace(letter) && !char.IsControl(letter) && letter is not ('"' or '\uFEFF' or '\u200B' or '“' or '”'))
            {
                return false;
            }

            if (letter is '\t' or '\r' or '\n')
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The same words with an apostrophe before them where a spreadsheet would run them.</summary>
    public static string Harmless(string text) => IsFormula(text) ? "'" + text : text;
}
