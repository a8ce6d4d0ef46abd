using System.Globalization;
using Portal.Domain.Kernel;
using Portal.Domain.Settlement;
using Portal.Resources;

namespace Portal.Components.Finance;

/// <summary>Terms while they are written: texts as typed, and the sentence beside each that cannot be read.</summary>
public sealed class TermsFormView(DateOnly from, CycleTerms terms)
{
    public SettlementCycle Cycle { get; set; } = terms.Cycle;
    public int Weekday { get; set; } = terms.Cycle == SettlementCycle.Weekly ? terms.Anchor : 5;
    public string MonthDay { get; set; } = Digits(terms.Cycle == SettlementCycle.Monthly ? terms.Anchor : 31);
    public string DueAfter { get; set; } = Digits(terms.DueAfter);
    public DueCount DueCount { get; set; } = terms.DueCount;
    public string Minimum { get; set; } = MoneyText.Typed(Money.Cny(terms.MinimumMinor));
    public string Percent { get; set; } = MoneyText.TypedPercent(terms.ReservePartsPerMillion);
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
        var minimum = Read(MoneyText.Read(Minimum, Currency.Cny)?.MinorUnits, nameof(Minimum), TermsTexts.AmountShape);
        var percent = Read(MoneyText.ReadPercent(Percent), nameof(Percent), TermsTexts.PercentShape);
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

    private long Read(long? read, string field, string shape)
    {
        if (read is { } value)
        {
            return value;
        }

        Wrong[field] = shape;
        return 0;
    }

    private static string Digits(int number) => number.ToString(CultureInfo.InvariantCulture);
}
