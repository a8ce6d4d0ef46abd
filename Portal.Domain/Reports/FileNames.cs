using Portal.Domain.Kernel;

namespace Portal.Domain.Reports;

/// <summary>Parts of the names of files that leave.</summary>
internal static class FileNames
{
    /// <summary>The settlement zone as a part of a file's name.</summary>
    public static string Zone(SettlementZone zone) =>
        new([.. zone.Zone.Id.Select(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_' ? letter : '-')]);
}
