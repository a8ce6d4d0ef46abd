using Portal.Domain.Calendar;
using Portal.Domain.Kernel;

namespace Portal.Domain.Settlement;

/// <summary>When a merchant's period ends.</summary>
public enum SettlementCycle
{
    Daily,
    Weekly,
    Monthly,
}

/// <summary>In which days the way from the period's end to the payout is counted.</summary>
public enum DueCount
{
    BusinessDays,
    CalendarDays,
}

/// <summary>
/// What is agreed with a merchant about when and how much is paid: pure rules without rows. A period is closed by one statement; T+n is the
/// n-th business day strictly after its last day, D+n the n-th calendar day.
/// </summary>
/// <param name="Anchor">Weekly: the weekday the week ends on, Monday 1 to Sunday 7. Monthly: the day, or the month's last when it is shorter.</param>
/// <param name="MinimumMinor">Less is not paid but carried to the next statement; in fen.</param>
/// <param name="ReservePartsPerMillion">The share of gross that is held back for <paramref name="ReserveDays"/> calendar days.</param>
public sealed record CycleTerms(
    SettlementCycle Cycle,
    int Anchor,
    int DueAfter,
    DueCount DueCount,
    long MinimumMinor,
    long ReservePartsPerMillion,
    int ReserveDays
)
{
    public const int DueAfterMax = 30;
    public const int ReserveDaysMax = 365;
    public const long MinimumMax = 1_000_000_00;
    public const long PartsPerMillionMax = 1_000_000;

    /// <summary>What holds for a merchant with whom nothing else is agreed: every day, T+1, from one yuan on, no reserve.</summary>
    public static CycleTerms Default { get; } = new(SettlementCycle.Daily, 0, 1, DueCount.BusinessDays, 100, 0, 0);

    /// <summary>Whether a period ends with this day.</summary>
    public bool Closes(DateOnly day) =>
        Cycle switch
        {
            SettlementCycle.Daily => true,
            SettlementCycle.Weekly => Weekday(day) == Anchor,
            SettlementCycle.Monthly => day.Day == Math.Min(Anchor, DateTime.DaysInMonth(day.Year, day.Month)),
        };

    internal DateOnly Due(DateOnly periodTo, BusinessCalendar calendar) =>
        DueCount switch
        {
            DueCount.BusinessDays => calendar.AddBusinessDays(periodTo, DueAfter),
            DueCount.CalendarDays => periodTo.AddDays(DueAfter),
        };

    /// <summary>What is held back of a day's gross, half up.</summary>
    public long ReserveOn(long grossMinor) =>
        grossMinor <= 0 ? 0 : Rounding.HalfUp((Int128)grossMinor * ReservePartsPerMillion, PartsPerMillionMax);

    /// <summary>The smallest amount that is paid; the agreed one is in yuan, other currencies have one whole unit.</summary>
    public long Minimum(Currency currency)
    {
        if (currency == Currency.Cny)
        {
            return MinimumMinor;
        }

        long unit = 1;
        for (var digit = 0; digit < currency.MinorDigits; digit++)
        {
            unit *= 10;
        }

        return unit;
    }

    /// <exception cref="Refusal">Something is out of range.</exception>
    internal void Check()
    {
        Range(Cycle != SettlementCycle.Weekly || Anchor is >= 1 and <= 7, TermsRefusals.WeekdayRange, nameof(Anchor));
        Range(Cycle != SettlementCycle.Monthly || Anchor is >= 1 and <= 31, TermsRefusals.MonthDayRange, nameof(Anchor));
        Range(DueAfter is >= 1 and <= DueAfterMax, TermsRefusals.DueRange, nameof(DueAfter), DueAfterMax);
        Range(MinimumMinor is >= 0 and <= MinimumMax, TermsRefusals.MinimumRange, nameof(MinimumMinor), Money.Cny(MinimumMax));
        Range(ReservePartsPerMillion is >= 0 and <= PartsPerMillionMax, TermsRefusals.ReserveRange, nameof(ReservePartsPerMillion));
        Range(
            ReservePartsPerMillion == 0 || ReserveDays is >= 1 and <= ReserveDaysMax,
            TermsRefusals.ReserveDaysRange,
            nameof(ReserveDays),
            ReserveDaysMax
        );
    }

    /// <summary>What does not apply is written the same way always, so that equal terms are equal.</summary>
    internal CycleTerms Plain() =>
        this with
        {
            Anchor = Cycle == SettlementCycle.Daily ? 0 : Anchor,
            ReserveDays = ReservePartsPerMillion == 0 ? 0 : ReserveDays,
        };

    internal static int Weekday(DateOnly day) => day.DayOfWeek == DayOfWeek.Sunday ? 7 : (int)day.DayOfWeek;

    private static void Range(bool holds, string code, string field, params object[] args)
    {
        if (!holds)
        {
            throw new Refusal(code, args).On(field);
        }
    }
}
