namespace Portal.Domain.Payments;

/// <summary>
/// Times of Chinese gateway bills: <c>yyyy-MM-dd HH:mm:ss</c>, local at UTC+08:00 (China has kept one offset since 1991). Samples of 2014
/// write full-width colons and leave out the blank between day and time; both are read. Nothing else is guessed.
/// </summary>
internal static class BillTime
{
    private const long OffsetTicks = 8 * TimeSpan.TicksPerHour;
    private const int YearMin = 2005;
    private const int YearMax = 2100;

    public static bool TryParse(ReadOnlySpan<char> text, out DateTime utc)
    {
        utc = default;
        // yyyy-MM-dd
        if (text.Length is not (18 or 19) || text[4] != '-' || text[7] != '-')
        {
            return false;
        }

        var clock = text[10] == ' ' ? text[11..] : text[10..];
        if (clock.Length != 8 || clock[2] is not (':' or '：') || clock[5] is not (':' or '：'))
        {
            return false;
        }

        if (
            !Number(text[..4], out var year)
            || !Number(text[5..7], out var month)
            || !Number(text[8..10], out var day)
            || !Number(clock[..2], out var hour)
            || !Number(clock[3..5], out var minute)
            || !Number(clock[6..8], out var second)
        )
        {
            return false;
        }

        if (
            year is < YearMin or > YearMax
            || month is < 1 or > 12
            || day < 1
            || day > DateTime.DaysInMonth(year, month)
            || hour > 23
            || minute > 59
            || second > 59
        )
        {
            return false;
        }

        var local = new DateTime(year, month, day, hour, minute, second, DateTimeKind.Unspecified);
        utc = new DateTime(local.Ticks - OffsetTicks, DateTimeKind.Utc);
        return true;
    }

    private static bool Number(ReadOnlySpan<char> digits, out int value)
    {
        value = 0;
        foreach (var digit in digits)
        {
            if (!char.IsAsciiDigit(digit))
            {
                return false;
            }

            value = (value * 10) + (digit - '0');
        }

        return true;
    }
}
