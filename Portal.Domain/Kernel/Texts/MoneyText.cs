using System.Globalization;

namespace Portal.Domain.Kernel;

/// <summary>
/// Money and shares as people type them and as fields show them again: the one place where text becomes an amount. Strict and the same in
/// every culture: ASCII digits, one point, as many digits behind it as the currency has; no marks between thousands, no exponent, no wide
/// digits. Who cannot be read is asked again, never guessed. Files of others have grammars of their own (Payments/Formats, Banking).
/// </summary>
public static class MoneyText
{
    /// <summary>0.0001 % is one part in a million.</summary>
    private const int PercentDigits = 4;
    private const int WholeDigitsMax = 12;

    /// <summary>An amount without a sign, or null when it is none.</summary>
    public static Money? Read(string text, Currency currency) =>
        Steps(text.Trim(), currency.MinorDigits) is { } minor ? new Money(minor, currency) : null;

    /// <summary>An amount with a plus or a minus before it, or with neither; null when it is none.</summary>
    public static Money? ReadSigned(string text, Currency currency)
    {
        var bare = text.Trim();
        var negative = bare.StartsWith('-') || bare.StartsWith('−');
        return Steps(negative || bare.StartsWith('+') ? bare[1..] : bare, currency.MinorDigits) is { } minor
            ? new Money(negative ? -minor : minor, currency)
            : null;
    }

    /// <summary>Per cent, with or without the sign behind it, in parts per million; null when it is none.</summary>
    public static long? ReadPercent(string text) => Steps(text.Trim().TrimEnd('%', '％').TrimEnd(), PercentDigits);

    /// <summary>As a field shows an amount to be typed over: 100, 100.50.</summary>
    public static string Typed(Money amount)
    {
        var text = amount.ToPlainString();
        return text.Split('.') is [var whole, var tail] && tail.All(digit => digit == '0') ? whole : text;
    }

    /// <summary>As a field shows a share to be typed over: 5, 0.60, 0.6255.</summary>
    public static string TypedPercent(long partsPerMillion) =>
        Percent(partsPerMillion) is var text && text.EndsWith(".00", StringComparison.Ordinal) ? text[..^3] : text;

    /// <summary>A share with two decimals at least: 5.00, 0.60, 0.6255.</summary>
    public static string Percent(long partsPerMillion)
    {
        var text = partsPerMillion.ToString("D" + (PercentDigits + 1), CultureInfo.InvariantCulture);
        return text[..^PercentDigits] + "." + text[^PercentDigits..].TrimEnd('0').PadRight(2, '0');
    }

    /// <summary>A whole number (minor units, parts per million, a count) as approvals and notices keep it.</summary>
    /// <exception cref="FormatException">It is none: nobody but ourselves writes them.</exception>
    public static long Kept(string number) =>
        TryKept(number, out var value) ? value : throw new FormatException($"{number} is no whole number as we keep it.");

    public static bool TryKept(string number, out long value) =>
        long.TryParse(number, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out value);

    private static long? Steps(string text, int digits)
    {
        var parts = text.Split('.');
        var tail = parts.Length == 2 ? parts[1] : string.Empty;
        return
            parts.Length > 2
            || parts[0].Length is 0 or > WholeDigitsMax
            || tail.Length > digits
            || (parts.Length == 2 && tail.Length == 0)
            || !parts.All(part => part.All(char.IsAsciiDigit))
            ? null
            : long.Parse(parts[0] + tail.PadRight(digits, '0'), CultureInfo.InvariantCulture);
    }
}
