using System.Globalization;
using Portal.Domain.Settlement;
using Portal.Resources;

namespace Portal.Components.Finance;

/// <summary>Terms while they are written: texts as typed, and the sentence beside each that cannot be read.</summary>
public sealed class TermsSheet(DateOnly from, CycleTerms terms)
{
    private const int PercentDigits = 4;
    private const int AmountDigits = 2;

    public SettlementCycle Cycle { get; set; } = terms.Cycle;
    public int Weekday { get; set; } = terms.Cycle == SettlementCycle.Weekly ? terms.Anchor : 5;
    public string MonthDay { get; set; } = Digits(terms.Cycle == SettlementCycle.Monthly ? terms.Anchor : 31);
    public string DueAfter { get; set; } = Digits(terms.DueAfter);
    public DueCount DueCount { get; set; } = terms.DueCount;
    public string Minimum { get; set; } = TypedAmount.Plain(terms.MinimumMinor, AmountDigits);
    public string Percent { get; set; } = TypedAmount.Plain(terms.ReservePartsPerMillion, PercentDigits);
    public string ReserveDays { get; set; } = Digits(terms.ReserveDays);
    public DateOnly? From { get; set; } = from;
    public string Reason { get; set; } = string.Empty;

    /// <summary>Makes the second of two clicks the same command.</summary>
    public string Key { get; } = Guid.NewGuid().ToString("N");

    public Dictionary<string, string> Wrong { get; } = new(StringComparer.Ordinal);

    /// <summary>The terms, or null with what is wrong in <see cref="Wrong"/>.</summary>
    public CycleTerms? Terms()
    {
        Wrong.Clear();
        var day = Cycle == SettlementCycle.Monthly ? Whole(MonthDay, nameof(MonthDay)) : 0;
        var due = Whole(DueAfter, nameof(DueAfter));
        var days = Whole(ReserveDays, nameof(ReserveDays));
        var minimum = Read(Minimum, AmountDigits, nameof(Minimum), TermsTexts.AmountShape);
        var percent = Read(Percent.Trim().TrimEnd('%', '％'), PercentDigits, nameof(Percent), TermsTexts.PercentShape);
        if (From is null)
        {
            Wrong[nameof(From)] = TermsTexts.Missing;
        }

        if (string.IsNullOrWhiteSpace(Reason))
        {
            Wrong[nameof(Reason)] = TermsTexts.Missing;
        }

        var anchor = Cycle == SettlementCycle.Weekly ? Weekday : day;
        return Wrong.Count > 0 ? null : new CycleTerms(Cycle, anchor, due, DueCount, minimum, percent, days);
    }

    private int Whole(string text, string field)
    {
        if (int.TryParse(text.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var number))
        {
            return number;
        }

        Wrong[field] = TermsTexts.NumberShape;
        return 0;
    }

    private long Read(string text, int digits, string field, string shape)
    {
        if (TypedAmount.Read(text, digits) is { } value and >= 0)
        {
            return value;
        }

        Wrong[field] = shape;
        return 0;
    }

    private static string Digits(int number) => number.ToString(CultureInfo.InvariantCulture);
}

/// <summary>Decimals as people type them, as whole numbers of the smallest step.</summary>
internal static class TypedAmount
{
    private const int WholeDigitsMax = 12;

    /// <summary>Null when it cannot be read; a minus and a plus may stand in front.</summary>
    public static long? Read(string text, int digits)
    {
        var bare = text.Trim();
        var negative = bare.StartsWith('-') || bare.StartsWith('−');
        bare = negative || bare.StartsWith('+') ? bare[1..] : bare;
        var parts = bare.Split('.');
        var tail = parts.Length == 2 ? parts[1] : string.Empty;
        if (
            parts.Length > 2
            || parts[0].Length is 0 or > WholeDigitsMax
            || tail.Length > digits
            || (parts.Length == 2 && tail.Length == 0)
            || !parts.All(part => part.All(char.IsAsciiDigit))
        )
        {
            return null;
        }

        var value = long.Parse(parts[0] + tail.PadRight(digits, '0'), CultureInfo.InvariantCulture);
        return negative ? -value : value;
    }

    public static string Plain(long steps, int digits)
    {
        var text = steps.ToString("D" + (digits + 1), CultureInfo.InvariantCulture);
        var tail = text[^digits..].TrimEnd('0');
        return tail.Length == 0 ? text[..^digits] : text[..^digits] + "." + tail.PadRight(2, '0');
    }
}
