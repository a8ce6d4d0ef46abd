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

    public DateOnly Due(DateOnly periodTo, BusinessCalendar calendar) =>
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

/// <summary>A merchant's terms by the business day from which they hold; the default where none do.</summary>
internal sealed class TermsHistory
{
    private const int MonthDaysMax = 31;
    private readonly (DateOnly From, long Id, CycleTerms Terms)[] _versions;

    public TermsHistory(IEnumerable<(DateOnly From, long Id, CycleTerms Terms)> versions) =>
        _versions = [.. versions.OrderBy(version => version.From)];

    public static TermsHistory None { get; } = new([]);

    /// <summary>The longest a period can be: a change of terms just before it would have ended puts its end off by another month, each time.</summary>
    private int PeriodDaysMax => MonthDaysMax * (_versions.Length + 1);

    public CycleTerms On(DateOnly day) => Version(day)?.Terms ?? CycleTerms.Default;

    /// <summary>The row the terms of a day stand in; null for the default.</summary>
    public long? IdOn(DateOnly day) => Version(day)?.Id;

    /// <summary>The last day of the period that a day lies in, by the terms of each day on the way there.</summary>
    public DateOnly PeriodEnd(DateOnly day)
    {
        for (var end = day; end < day.AddDays(PeriodDaysMax); end = end.AddDays(1))
        {
            if (On(end).Closes(end))
            {
                return end;
            }
        }

        throw new InvariantViolatedException("I-07", $"No period ends within {PeriodDaysMax} days of {day:yyyy-MM-dd}.");
    }

    /// <summary>The first day of the period that ends with <paramref name="end"/>; never a day that is closed already.</summary>
    public DateOnly PeriodStart(DateOnly end, DateOnly? closedThrough)
    {
        var day = end;
        for (var tries = 0; tries < PeriodDaysMax; tries++)
        {
            var before = day.AddDays(-1);
            if (before <= closedThrough || On(before).Closes(before))
            {
                return day;
            }

            day = before;
        }

        return day;
    }

    /// <summary>The last day up to <paramref name="through"/> and after <paramref name="closedThrough"/> on which a period ends; null: none yet.</summary>
    public DateOnly? LastEnd(DateOnly? closedThrough, DateOnly through)
    {
        var day = through;
        for (var tries = 0; tries < PeriodDaysMax && (closedThrough is null || day > closedThrough); tries++)
        {
            if (On(day).Closes(day))
            {
                return day;
            }

            day = day.AddDays(-1);
        }

        return null;
    }

    private (DateOnly From, long Id, CycleTerms Terms)? Version(DateOnly day)
    {
        for (var at = _versions.Length - 1; at >= 0; at--)
        {
            if (_versions[at].From <= day)
            {
                return _versions[at];
            }
        }

        return null;
    }
}
