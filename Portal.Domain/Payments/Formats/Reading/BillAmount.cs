namespace Portal.Domain.Payments;

/// <summary>
/// The amount grammar of gateway bills: optional sign, digits, optional point and decimals. Never an exponent, a comma, a blank or a
/// second point; decimals beyond the currency's own are allowed only when they are zeros (fees print as 0.04000).
/// </summary>
internal static class BillAmount
{
    /// <summary>Ten trillion major units: beyond any bill, far inside a long.</summary>
    public const int WholeDigitsMax = 13;

    private const string Groupings = ",.'\u2019 \u00A0\u202F";

    /// <summary>
    /// An amount as a table for people writes it, with marks between thousands. <paramref name="mark"/> is what stands before the decimals; where
    /// nobody said (null), only what a single reading fits is taken: 1.250,00 is, 1.250 is not. <paramref name="by"/> is the mark it was read by
    /// where the text shows one.
    /// </summary>
    public static string? Read(string text, char? mark, int minorDigits, out long minorUnits, out char? by)
    {
        by = mark;
        if (mark is { } told)
        {
            return ReadBy(text, told, minorDigits, out minorUnits);
        }

        var (point, comma) = (ReadBy(text, '.', minorDigits, out var byPoint), ReadBy(text, ',', minorDigits, out var byComma));
        (minorUnits, by) = point is null ? (byPoint, '.') : (byComma, ',');
        if (point is null && comma is null)
        {
            by = null;
            return byPoint == byComma ? null : PaymentsRefusals.BillAmountTwoWays;
        }

        return point is null || comma is null ? null
            : point == PaymentsRefusals.BillAmount ? comma
            : point;
    }

    private static string? ReadBy(string text, char mark, int minorDigits, out long minorUnits)
    {
        minorUnits = 0;
        var sign = text.Length > 0 && text[0] is '-' or '+' ? 1 : 0;
        var at = text.IndexOf(mark, StringComparison.Ordinal);
        var whole = at < 0 ? text[sign..] : text[sign..at];
        var grouping = whole.FirstOrDefault(c => Groupings.Contains(c, StringComparison.Ordinal));
        if (grouping != default)
        {
            var groups = whole.Split(grouping);
            if (groups[0].Length is < 1 or > 3 || groups[0][0] == '0' || groups.Skip(1).Any(group => group.Length != 3))
            {
                return PaymentsRefusals.BillAmount;
            }

            whole = string.Concat(groups);
        }

        return TryParse($"{text[..sign]}{whole}{(at < 0 ? "" : "." + text[(at + 1)..])}", minorDigits, out minorUnits);
    }

    /// <summary>Null when the text is an amount; else the code of what is wrong with it. Nothing is ever rounded on input.</summary>
    public static string? TryParse(ReadOnlySpan<char> text, int minorDigits, out long minorUnits)
    {
        minorUnits = 0;
        var negative = false;
        var at = 0;
        if (text.Length > 0 && text[0] is '-' or '+')
        {
            negative = text[0] == '-';
            at = 1;
        }

        var whole = 0;
        while (at < text.Length && char.IsAsciiDigit(text[at]))
        {
            minorUnits = (minorUnits * 10) + (text[at] - '0');
            whole++;
            at++;
            if (whole > WholeDigitsMax)
            {
                return PaymentsRefusals.BillAmountTooLarge;
            }
        }

        if (whole == 0)
        {
            return PaymentsRefusals.BillAmount;
        }

        var decimals = 0;
        if (at < text.Length && text[at] == '.')
        {
            at++;
            var first = at;
            for (; at < text.Length && char.IsAsciiDigit(text[at]); at++)
            {
                if (decimals < minorDigits)
                {
                    minorUnits = (minorUnits * 10) + (text[at] - '0');
                    decimals++;
                }
                else if (text[at] != '0')
                {
                    return PaymentsRefusals.BillAmountFraction;
                }
            }

            if (at == first)
            {
                return PaymentsRefusals.BillAmount;
            }
        }

        for (; decimals < minorDigits; decimals++)
        {
            minorUnits *= 10;
        }

        minorUnits = negative ? -minorUnits : minorUnits;
        return at == text.Length ? null : PaymentsRefusals.BillAmount;
    }
}
