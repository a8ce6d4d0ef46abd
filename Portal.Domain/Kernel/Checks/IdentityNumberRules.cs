using System.Globalization;

namespace Portal.Domain.Kernel;

/// <summary>The resident identity number of GB 11643-1999: region 6, birth date 8, serial 3 (odd is male), check 1.</summary>
internal static class IdentityNumberRules
{
    public const int Length = 18;
    private const string CheckDigits = "10X98765432";
    private static readonly int[] Weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];

    public static string Normalise(string? value) =>
        (value ?? string.Empty).Replace(" ", string.Empty, StringComparison.Ordinal).Trim().ToUpper(CultureInfo.InvariantCulture);

    /// <summary>Form, birth date (a real one, not after <paramref name="today"/>) and check digit hold.</summary>
    public static bool IsValid(string number, DateOnly today) =>
        number.Length == Length
        && number.AsSpan(0, 17).IndexOfAnyExceptInRange('0', '9') < 0
        && number[0] is not '0'
        && BirthDate(number) is { } born
        && born <= today
        && born.Year >= 1850
        && CheckDigit(number.AsSpan(0, 17)) == number[17];

    public static DateOnly? BirthDate(string number) =>
        number.Length == Length
        && DateOnly.TryParseExact(number.AsSpan(6, 8), "yyyyMMdd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var born)
            ? born
            : null;

    public static char CheckDigit(ReadOnlySpan<char> first17)
    {
        var sum = 0;
        for (var i = 0; i < 17; i++)
        {
            sum += (first17[i] - '0') * Weights[i];
        }

        return CheckDigits[sum % 11];
    }
}
