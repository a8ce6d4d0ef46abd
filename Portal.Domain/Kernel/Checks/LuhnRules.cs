namespace Portal.Domain.Kernel;

/// <summary>The check digit of card numbers (ISO/IEC 7812-1, annex B).</summary>
internal static class LuhnRules
{
    /// <summary>Every second digit from the right counts twice; the sum of all digits ends in zero.</summary>
    public static bool Holds(string digits)
    {
        var sum = 0;
        for (var i = 0; i < digits.Length; i++)
        {
            var digit = digits[digits.Length - 1 - i] - '0';
            var weighted = i % 2 == 1 ? digit * 2 : digit;
            sum += weighted > 9 ? weighted - 9 : weighted;
        }

        return sum % 10 == 0;
    }
}
