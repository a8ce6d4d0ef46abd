using Portal.Domain.Kernel;

namespace Portal.Domain.Settlement;

/// <summary>What can be known of an account number and its holder without asking the bank.</summary>
public static class BankAccountRules
{
    public const int DigitsMin = 8;
    public const int DigitsMax = 30;
    private const int CardMin = 16;
    private const int CardMax = 19;
    private const string CardPrefix = "62";

    /// <summary>
    /// The digits, as typed with or without spaces and hyphens. Numbers of organisations follow each bank's own scheme and carry no common
    /// check; personal cards begin with 62 and end in a Luhn digit.
    /// </summary>
    /// <exception cref="Refusal">Other characters, too short or too long, or a card number with a slip in it.</exception>
    public static string Digits(string? typed, string field)
    {
        var folded = Text.Fold(typed ?? string.Empty);
        var digits = string.Concat(folded.Where(letter => letter != '-' && !char.IsWhiteSpace(letter)));
        if (digits.Length == 0)
        {
            throw new Refusal(KernelRefusals.Required).On(field);
        }

        if (!digits.All(char.IsAsciiDigit) || digits.Length is < DigitsMin or > DigitsMax || digits.Distinct().Count() == 1)
        {
            throw new Refusal(SettlementRefusals.AccountNumberShape, DigitsMin, DigitsMax).On(field);
        }

        if (
            digits.StartsWith(CardPrefix, StringComparison.Ordinal)
            && digits.Length is >= CardMin and <= CardMax
            && !LuhnRules.Holds(digits)
        )
        {
            throw new Refusal(SettlementRefusals.AccountNumberDigit).On(field);
        }

        return digits;
    }

    /// <summary>The same name, whatever the width of its brackets and the spaces between.</summary>
    public static bool SameName(string holder, string legalName) =>
        string.Equals(Fold(holder), Fold(legalName), StringComparison.OrdinalIgnoreCase);

    private static string Fold(string name) => string.Concat(Text.Fold(name).Where(letter => !char.IsWhiteSpace(letter)));
}
