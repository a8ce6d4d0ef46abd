using System.IO.Compression;
using System.Text;
using System.Text.RegularExpressions;
using Portal.Domain.Kernel;

namespace Portal.Domain.Reports;

/// <summary>
/// A workbook whose bytes depend on its contents only: entries in name order under one given time, and fixed names where the packaging
/// library makes up new ones each time. So an export run again is byte-equal.
/// </summary>
internal static partial class SteadyZip
{
    private const string Relations = "_rels/.rels";
    private const string CoreProperties = "/core-properties/core.psmdcp";

    private static readonly DateTimeOffset Earliest = new(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public static byte[] Rewrite(Stream zip, DateTime utc)
    {
        var stamp = new DateTimeOffset(utc, TimeSpan.Zero);
        using var source = new ZipArchive(zip, ZipArchiveMode.Read);
        using var target = new MemoryStream();
        using (var archive = new ZipArchive(target, ZipArchiveMode.Create, leaveOpen: true))
        {
            // The content types come first, where readers look for them.
            var entries = source
                .Entries.Select(entry => (Name: MadeUpPart().Replace(entry.FullName, CoreProperties), Entry: entry))
                .OrderBy(entry => entry.Name != "[Content_Types].xml")
                .ThenBy(entry => entry.Name, StringComparer.Ordinal);
            foreach (var (name, entry) in entries)
            {
                var copy = archive.CreateEntry(name, CompressionLevel.Optimal);
                copy.LastWriteTime = stamp < Earliest ? Earliest : stamp;
                using var from = entry.Open();
                using var to = copy.Open();
                if (name is Relations or "[Content_Types].xml")
                {
                    using var reader = new StreamReader(from);
                    to.Write(Encoding.UTF8.GetBytes(Steady(reader.ReadToEnd())));
                }
                else
                {
                    from.CopyTo(to);
                }
            }
        }

        return target.ToArray();
    }

    private static string Steady(string xml)
    {
        var count = 0;
        return MadeUpId()
            .Replace(
                MadeUpPart().Replace(xml, CoreProperties),
                _ => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"Id=\"package{++count}\"")
            );
    }

    [GeneratedRegex("/core-properties/[0-9a-f]{32}\\.psmdcp", RegexOptions.None, PatternTime.Milliseconds)]
    private static partial Regex MadeUpPart();

    [GeneratedRegex("Id=\"R[0-9a-f]{16}\"", RegexOptions.None, PatternTime.Milliseconds)]
    private static partial Regex MadeUpId();
}
