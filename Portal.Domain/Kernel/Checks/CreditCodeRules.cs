using System.Globalization;

namespace Portal.Domain.Kernel;

/// <summary>
/// The Unified Social Credit Code of GB 32100-2015: registrar 1, class 1, region 6, organisation code 9 (with its own digit, GB 11714), check 1.
/// </summary>
public static class CreditCodeRules
{
    public const int Length = 18;

    // No I, O, S, V, Z: they read like 1, 0, 5, U, 2.
    internal const string Alphabet = "0123456789ABCDEFGHJKLMNPQRTUWXY";
    private static readonly int[] Weights = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28];
    private static readonly int[] OrganisationWeights = [3, 7, 9, 10, 5, 8, 4, 2];

    /// <summary>A whole code whose check digits do not hold: mistyped, or printed so on the licence.</summary>
    public static bool IsDoubtful(string? value)
    {
        var code = Normalise(value);
        return code.Length == Length && code.All(c => Alphabet.Contains(c, StringComparison.Ordinal)) && HasRegion(code) && !IsValid(code);
    }

    public static string Normalise(string? value) =>
        (value ?? string.Empty)
            .Replace(" ", string.Empty, StringComparison.Ordinal)
            .Replace("-", string.Empty, StringComparison.Ordinal)
            .Trim()
            .ToUpper(CultureInfo.InvariantCulture);

    /// <summary>Both check digits hold and the region is six decimal digits.</summary>
    public static bool IsValid(string code) =>
        code.Length == Length
        && code.All(c => Alphabet.Contains(c, StringComparison.Ordinal))
        && HasRegion(code)
        && CheckCharacter(code.AsSpan(0, 17)) == code[17]
        && OrganisationDigit(code.AsSpan(8, 8)) == code[16];

    /// <summary>The last character that belongs to the first 17.</summary>
    public static char CheckCharacter(ReadOnlySpan<char> first17)
    {
        var sum = 0;
        for (var i = 0; i < 17; i++)
        {
            sum += Alphabet.IndexOf(first17[i], StringComparison.Ordinal) * Weights[i];
        }

        return Alphabet[(31 - (sum % 31)) % 31];
    }

    /// <summary>The digit of the organisation code (GB 11714) that belongs to its first eight characters.</summary>
    public static char OrganisationDigit(ReadOnlySpan<char> first8)
    {
        var sum = 0;
        for (var i = 0; i < 8; i++)
        {
            var c = first8[i];
            sum += (char.IsAsciiDigit(c) ? c - '0' : c - 'A' + 10) * OrganisationWeights[i];
        }

        return (11 - (sum % 11)) switch
        {
            10 => 'X',
            11 => '0',
            var digit => (char)('0' + digit),
        };
    }

    internal static bool HasRegion(string code) => code.AsSpan(2, 6).IndexOfAnyExceptInRange('0', '9') < 0;

    /// <summary>Completes a code from its first 16 characters with both check characters (specimens and demo data).</summary>
    public static string Complete(string first16)
    {
        var with17 = first16 + OrganisationDigit(first16.AsSpan(8, 8));
        return with17 + CheckCharacter(with17);
    }
}
