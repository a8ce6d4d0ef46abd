namespace Portal.Domain.Kernel;

public static class UtcClock
{
    /// <summary>Now in UTC, cut to microseconds: what both databases keep, so a stored instant equals the one in memory.</summary>
    public static DateTime UtcNow(this TimeProvider clock) => Micros.Cut(clock.GetUtcNow().UtcTicks);
}

/// <summary>
/// The operator's settlement time zone (default Asia/Shanghai). A business day is midnight to midnight there; it is computed once from an
/// instant and stored, never recomputed from a viewer's zone.
/// </summary>
public sealed record SettlementZone(TimeZoneInfo Zone)
{
    public static SettlementZone Default { get; } = Of("Asia/Shanghai");

    public static SettlementZone Of(string id) => new(TimeZoneInfo.FindSystemTimeZoneById(id));

    public DateOnly DayOf(DateTime utc) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTimeFromUtc(utc, Zone));

    public DateTime LocalOf(DateTime utc) => TimeZoneInfo.ConvertTimeFromUtc(utc, Zone);

    public DateOnly Today(TimeProvider clock) => DayOf(clock.UtcNow());

    /// <summary>The first instant of a business day. In a zone that skips midnight on that date, the first instant that exists.</summary>
    public DateTime StartOf(DateOnly day) => InstantOf(day, TimeOnly.MinValue);

    /// <summary>The instant at which the zone's clocks show this time: the first that exists, the first of two.</summary>
    public DateTime InstantOf(DateOnly day, TimeOnly time)
    {
        var local = day.ToDateTime(time, DateTimeKind.Unspecified);
        while (Zone.IsInvalidTime(local))
        {
            local = local.AddMinutes(15);
        }

        // An ambiguous time (clocks go back over it) begins at its first occurrence, the one with the larger offset.
        var offset = Zone.IsAmbiguousTime(local) ? Zone.GetAmbiguousTimeOffsets(local).Max() : Zone.GetUtcOffset(local);
        return DateTime.SpecifyKind(local - offset, DateTimeKind.Utc);
    }

    public DateTime EndOf(DateOnly day) => StartOf(day.AddDays(1));
}
