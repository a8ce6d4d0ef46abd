namespace Portal.Domain.Kernel;

/// <summary>References that gateways and banks give: some only fill a field that must not be empty.</summary>
internal static class Reference
{
    private static readonly HashSet<string> Placeholders = new(StringComparer.Ordinal)
    {
        "NOTPROVIDED",
        "NOTAVAILABLE",
        "NOTAPPLICABLE",
        "NONREF",
        "NOREF",
        "NOREFERENCE",
        "NONE",
        "NULL",
        "NIL",
        "NAN",
        "NA",
        "UNKNOWN",
        "UNDEFINED",
        "无",
        "暂无",
        "空",
    };

    /// <summary>
    /// Whether the text tells one thing from another. Nothing, signs only, all zeros and words such as NOTPROVIDED do not: two things with them are
    /// still two.
    /// </summary>
    public static bool Identifies(ReadOnlySpan<char> text)
    {
        // No placeholder has a digit other than zero: nearly every reference ends the look at its first characters.
        if (text.IndexOfAnyInRange('1', '9') >= 0)
        {
            return true;
        }

        var words = string.Concat(text.ToString().ToUpperInvariant().Where(char.IsLetterOrDigit));
        return words.Any(c => c != '0') && !Placeholders.Contains(words);
    }
}
