using System.Globalization;
using System.Reflection;

namespace Portal.Domain.Kernel;

/// <summary>Which version of Portal this is; the number stands in Directory.Build.props alone.</summary>
public static class Release
{
    public static string Version { get; } =
        typeof(Release).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion
        ?? throw new InvalidOperationException("The assembly has no version.");

    /// <summary>Whether <paramref name="version"/> came after this one; what is no version of ours is of a later one too.</summary>
    public static bool IsLater(string version) =>
        !TryRead(version, out var other) || (TryRead(Version, out var ours) && other.CompareTo(ours) > 0);

    /// <summary>Three numbers; what follows a hyphen names a trial of that release and does not count.</summary>
    public static bool TryRead(string version, out (int Major, int Minor, int Patch) read)
    {
        read = default;
        var numbers = version.Split('-')[0].Split('.');
        var parts = new int[3];
        for (var at = 0; at < parts.Length; at++)
        {
            if (
                numbers.Length != parts.Length
                || !int.TryParse(numbers[at], NumberStyles.None, CultureInfo.InvariantCulture, out parts[at])
            )
            {
                return false;
            }
        }

        read = (parts[0], parts[1], parts[2]);
        return true;
    }
}
