namespace Portal.Domain.Calendar;

/// <summary>A year's exceptions from Monday to Friday. Days up to <see cref="FrozenThrough"/> have decided due days and stay as they are.</summary>
public sealed record CalendarYear(
    int Year,
    IReadOnlyList<CalendarLine> Days,
    DateOnly FrozenThrough,
    int BusinessDays,
    IReadOnlyList<int> Years
)
{
    /// <summary>A year that needs its days off by now and has none.</summary>
    public int? Missing { get; init; }
}
