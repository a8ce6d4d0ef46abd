using Portal.Domain.Kernel;

namespace Portal.Domain.Calendar;

/// <summary>
/// Time limits on the business calendar. A day counts whole; clocks run only on business days, so a promise made on the evening
/// before a holiday does not burn over it.
/// </summary>
internal sealed class BusinessDays(SettlementZone zone, BusinessCalendar calendar)
{
    public bool IsWorking(DateOnly day) => calendar.IsBusinessDay(day);

    /// <summary>The instant <paramref name="days"/> working days after <paramref name="startUtc"/>, at the same local time.</summary>
    public DateTime Due(DateTime startUtc, int days)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(days);
        var day = zone.DayOf(startUtc);
        var intoDay = startUtc - zone.StartOf(day);
        if (!IsWorking(day))
        {
            day = calendar.AddBusinessDays(day, 1);
            intoDay = TimeSpan.Zero;
        }

        return At(calendar.AddBusinessDays(day, days), intoDay);
    }

    /// <summary>The same instant, or the same local time of the next working day: a time limit does not end on a day off.</summary>
    public DateTime OnWorkingDay(DateTime utc)
    {
        var day = zone.DayOf(utc);
        return IsWorking(day) ? utc : At(calendar.AddBusinessDays(day, 1), utc - zone.StartOf(day));
    }

    /// <inheritdoc cref="BusinessCalendar.OnOrBefore"/>
    public DateOnly OnOrBefore(DateOnly day) => calendar.OnOrBefore(day);

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

    private DateTime At(DateOnly day, TimeSpan intoDay) => Earlier(zone.StartOf(day) + intoDay, zone.EndOf(day));

    private static DateTime Later(DateTime a, DateTime b) => a > b ? a : b;

    private static DateTime Earlier(DateTime a, DateTime b) => a < b ? a : b;
}
