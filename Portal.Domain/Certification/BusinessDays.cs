using Portal.Domain.Kernel;

namespace Portal.Domain.Certification;

/// <summary>
/// Working days of the operator: Monday to Friday without the named holidays, with the named make-up days. A day counts whole; clocks run
/// only on working days, so a promise made on Friday evening does not burn over the weekend.
/// </summary>
public sealed class BusinessDays(SettlementZone zone, IEnumerable<DateOnly>? holidays = null, IEnumerable<DateOnly>? makeUpDays = null)
{
    // Two years of nothing but holidays is a configuration fault, not a calendar.
    private const int SearchDaysMax = 731;
    private readonly HashSet<DateOnly> _holidays = [.. holidays ?? []];
    private readonly HashSet<DateOnly> _makeUpDays = [.. makeUpDays ?? []];

    public bool IsWorking(DateOnly day) =>
        _makeUpDays.Contains(day) || (day.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday) && !_holidays.Contains(day));

    /// <summary>The instant <paramref name="days"/> working days after <paramref name="startUtc"/>, at the same local time.</summary>
    public DateTime Due(DateTime startUtc, int days)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(days);
        var day = zone.DayOf(startUtc);
        var intoDay = startUtc - zone.StartOf(day);
        if (!IsWorking(day))
        {
            day = NextWorking(day);
            intoDay = TimeSpan.Zero;
        }

        for (var i = 0; i < days; i++)
        {
            day = NextWorking(day);
        }

        var due = zone.StartOf(day) + intoDay;
        return due < zone.EndOf(day) ? due : zone.EndOf(day);
    }

    /// <summary>Working time between two instants; negative when <paramref name="dueUtc"/> has passed.</summary>
    public TimeSpan Left(DateTime nowUtc, DateTime dueUtc)
    {
        if (dueUtc < nowUtc)
        {
            return -Left(dueUtc, nowUtc);
        }

        var left = TimeSpan.Zero;
        var last = zone.DayOf(dueUtc);
        for (var day = zone.DayOf(nowUtc); day <= last; day = day.AddDays(1))
        {
            if (IsWorking(day))
            {
                var from = Later(zone.StartOf(day), nowUtc);
                var to = Earlier(zone.EndOf(day), dueUtc);
                left += to > from ? to - from : TimeSpan.Zero;
            }
        }

        return left;
    }

    private DateOnly NextWorking(DateOnly day)
    {
        for (var i = 1; i <= SearchDaysMax; i++)
        {
            if (IsWorking(day.AddDays(i)))
            {
                return day.AddDays(i);
            }
        }

        throw new InvalidOperationException($"No working day within {SearchDaysMax} days of {day:O}.");
    }

    private static DateTime Later(DateTime a, DateTime b) => a > b ? a : b;

    private static DateTime Earlier(DateTime a, DateTime b) => a < b ? a : b;
}
