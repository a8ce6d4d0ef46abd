namespace Portal.Domain.Kernel;

/// <summary>What can be said of a day without knowing whose.</summary>
internal static class DayRules
{
    /// <summary>No zone on earth is further ahead.</summary>
    private const int HoursAheadMax = 14;

    /// <summary>A day that has begun nowhere yet: what is said to have happened on it has not.</summary>
    public static bool IsToCome(DateOnly day, DateTime nowUtc) => day > DateOnly.FromDateTime(nowUtc.AddHours(HoursAheadMax));
}
