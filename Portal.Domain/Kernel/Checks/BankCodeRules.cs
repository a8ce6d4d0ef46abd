namespace Portal.Domain.Kernel;

/// <summary>
/// A payment-system bank number (CNAPS): bank class 3, city 4, serial 4, check 1. The check digit is ISO 7064 MOD 11,10. A bank that is not
/// in the shipped list is taken by its number where the digit holds (Banks.CodeOf); without one or the other a slip could not be seen.
/// </summary>
internal static class BankCodeRules
{
    public const int Length = 12;

    public static bool IsWellFormed(string? code) => code is { Length: Length } && code.All(char.IsAsciiDigit);

    public static bool DigitHolds(string? code)
    {
        if (!IsWellFormed(code))
        {
            return false;
        }

        var product = 10;
        for (var i = 0; i < Length - 1; i++)
        {
            var sum = (code![i] - '0' + product) % 10;
            product = (sum == 0 ? 10 : sum) * 2 % 11;
        }

        return (11 - product) % 10 == code![Length - 1] - '0';
    }
}
