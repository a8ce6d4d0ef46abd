using System.Diagnostics;
using Portal.Options;

namespace Portal.Tests.Harness;

/// <summary>
/// The settings of docs/operating/settings.md for a site at which a whole test suite knocks from one address at once: nothing is exempt, the
/// limits are wide. Tests of the limits set their own.
/// </summary>
internal static class WideLimits
{
    public static IReadOnlyList<KeyValuePair<string, string?>> Settings { get; } =
    [
        .. typeof(LimitOptions)
            .GetProperties()
            .Select(one =>
                KeyValuePair.Create($"{LimitOptions.Section}:{one.Name}", (string?)FormattableString.Invariant($"{LimitOptions.Most}"))
            ),
    ];

    public static void For(ProcessStartInfo start)
    {
        foreach (var (name, value) in Settings)
        {
            start.Environment[name.Replace(":", "__", StringComparison.Ordinal)] = value;
        }
    }
}
