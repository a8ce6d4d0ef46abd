using Portal.Domain.Kernel;

namespace Portal.Domain.Calendar;

/// <summary>
/// Which days are worked: Monday to Friday, less public holidays, plus the weekend days worked to make up for them. T+n is the n-th
/// business day strictly after the day, also when the day itself is not one.
/// </summary>
internal sealed class BusinessCalendar(IEnumerable<DateOnly> holidays, IEnumerable<DateOnly> makeUpDays)
{
    /// <summary>No run of days off is near this long; a table that says so is wrong.</summary>
    private const int DaysOffMax = 60;

    private readonly HashSet<DateOnly> _holidays = [.. holidays];
    private readonly HashSet<DateOnly> _makeUpDays = [.. makeUpDays];

    public static BusinessCalendar WeekdaysOnly { get; } = new([], []);

    public bool IsBusinessDay(DateOnly day) =>
        _makeUpDays.Contains(day) || (day.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday) && !_holidays.Contains(day));

    /// <summary>The day, or the last business day before it: what is told on a day off is read too late.</summary>
    public DateOnly OnOrBefore(DateOnly day)
    {
        for (var tries = 0; !IsBusinessDay(day); day = day.AddDays(-1))
        {
            Invariant.Hold("I-07", ++tries <= DaysOffMax, $"No business day within {DaysOffMax} days before {day:yyyy-MM-dd}.");
        }

        return day;
    }

    /// <summary>How many business days there are, the first and the last included.</summary>
    public int Count(DateOnly first, DateOnly last) =>
        Enumerable.Range(0, Math.Max(0, last.DayNumber - first.DayNumber + 1)).Count(at => IsBusinessDay(first.AddDays(at)));

    public DateOnly AddBusinessDays(DateOnly day, int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        for (; count > 0; count--)
        {
            var tries = 0;
            do
            {
                day = day.AddDays(1);
                Invariant.Hold("I-07", ++tries <= DaysOffMax, $"No business day within {DaysOffMax} days of {day:yyyy-MM-dd}.");
            } while (!IsBusinessDay(day));
        }

        return day;
    }
}
