namespace Portal.Domain.Kernel;

/// <summary>
/// Instants as both databases keep them: whole microseconds since 1970 UTC, which order and compare alike. The one place that turns one into
/// the other.
/// </summary>
internal static class Micros
{
    public static long Of(DateTime utc) => (utc.Ticks - DateTime.UnixEpoch.Ticks) / TimeSpan.TicksPerMicrosecond;

    public static DateTime ToUtc(long micros) => DateTime.UnixEpoch.AddTicks(micros * TimeSpan.TicksPerMicrosecond);

    /// <summary>Without what is finer than is kept, so that a stored instant equals the one in memory.</summary>
    public static DateTime Cut(long ticks) => new(ticks - (ticks % TimeSpan.TicksPerMicrosecond), DateTimeKind.Utc);
}
