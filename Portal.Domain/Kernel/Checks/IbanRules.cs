namespace Portal.Domain.Kernel;

/// <summary>International account numbers (ISO 13616) and the codes of their banks (ISO 9362).</summary>
internal static class IbanRules
{
    public const int LengthMin = 15;
    public const int LengthMax = 34;
    private const int CountryLetters = 2;
    private const int CheckDigits = 2;
    private const int Head = CountryLetters + CheckDigits;
    private const int Modulus = 97;
    private const int BicShort = 8;
    private const int BicLong = 11;
    private const int BicLetters = 6;

    /// <summary>As files write it: capitals, without the blanks and hyphens people read it with. Anything may be folded.</summary>
    public static string Folded(string? typed) =>
        string.Concat(Text.Fold(typed ?? string.Empty).Where(letter => letter != '-' && !char.IsWhiteSpace(letter))).ToUpperInvariant();

    /// <summary>Begins as an IBAN does, with the letters of a country: numbers of Chinese banks are digits only.</summary>
    public static bool Looks(string folded) => folded.Length > CountryLetters && folded.Take(CountryLetters).All(char.IsAsciiLetterUpper);

    /// <summary>Shape and check digits: the first four characters moved to the end, letters as 10 to 35, leave 1 when divided by 97.</summary>
    public static bool Holds(string folded) =>
        folded.Length is >= LengthMin and <= LengthMax
        && Looks(folded)
        && folded.Skip(CountryLetters).Take(CheckDigits).All(char.IsAsciiDigit)
        && folded.All(letter => char.IsAsciiLetterUpper(letter) || char.IsAsciiDigit(letter))
        && Remainder(folded[Head..] + folded[..Head]) == 1;

    /// <summary>A bank's BIC: six letters, then two or five letters or digits.</summary>
    public static bool IsBic(string folded) =>
        folded.Length is BicShort or BicLong
        && folded.Take(BicLetters).All(char.IsAsciiLetterUpper)
        && folded.All(letter => char.IsAsciiLetterUpper(letter) || char.IsAsciiDigit(letter));

    private static int Remainder(string text) =>
        text.Aggregate(
            0,
            (rest, letter) => char.IsAsciiDigit(letter) ? (rest * 10 + letter - '0') % Modulus : (rest * 100 + letter - 'A' + 10) % Modulus
        );
}
