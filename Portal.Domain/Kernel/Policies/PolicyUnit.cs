namespace Portal.Domain.Kernel;

/// <summary>What the whole number of a policy counts.</summary>
public enum PolicyUnit
{
    Count,
    Seconds,
    Minutes,
    Hours,
    Days,

    /// <summary>Days on which banks work, by the business calendar.</summary>
    WorkingDays,
    Months,

    /// <summary>An hour of the day in the settlement zone, 0 to 23.</summary>
    HourOfDay,
    Megabytes,
    Yuan,
}
