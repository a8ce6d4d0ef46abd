namespace Portal.Domain.Payments;

/// <summary>
/// The amount grammar of gateway bills: optional sign, digits, optional point and decimals. Never an exponent, a comma, a blank or a
/// second point; decimals beyond the currency's own are allowed only when they are zeros (fees print as 0.04000).
/// </summary>
public static class BillAmount
{
    /// <summary>Ten trillion major units: beyond any bill, far inside a long.</summary>
    public const int WholeDigitsMax = 13;

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
