using System.IO.Compression;

namespace Portal.Domain.Reports;

/// <summary>A zip whose bytes depend on its contents only: entries in name order under one given time. So an export run again is byte-equal.</summary>
internal static class SteadyZip
{
    private static readonly DateTimeOffset Earliest = new(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public static byte[] Rewrite(Stream zip, DateTime utc)
    {
        var stamp = new DateTimeOffset(utc, TimeSpan.Zero);
        using var source = new ZipArchive(zip, ZipArchiveMode.Read);
        using var target = new MemoryStream();
        using (var archive = new ZipArchive(target, ZipArchiveMode.Create, leaveOpen: true))
        {
            // The content types come first, where readers look for them.
            foreach (
                var entry in source
                    .Entries.OrderBy(entry => entry.FullName != "[Content_Types].xml")
                    .ThenBy(entry => entry.FullName, StringComparer.Ordinal)
            )
            {
                var copy = archive.CreateEntry(entry.FullName, CompressionLevel.Optimal);
                copy.LastWriteTime = stamp < Earliest ? Earliest : stamp;
                using var from = entry.Open();
                using var to = copy.Open();
                from.CopyTo(to);
            }
        }

        return target.ToArray();
    }
}
