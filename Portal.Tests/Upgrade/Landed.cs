using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;

namespace Portal.Tests.Upgrade;

/// <summary>One line of landed.txt: a file that sites have applied, or will with the next release, and its SHA-256.</summary>
internal sealed record LandedFile(string Release, string Hash, string Path)
{
    /// <summary>Instead of a release: it goes out with the next one.</summary>
    public const string Next = "next";

    /// <summary>The number and name of the migration; null for what migrations call.</summary>
    public string? Migration => System.IO.Path.GetFileName(Path) is [>= '0' and <= '9', ..] name ? name.Split('.')[0] : null;
}

/// <summary>The list of migrations that are never changed again, read and held against the files.</summary>
internal static partial class Landed
{
    private static readonly string Folder = Repository.PathOf("Portal.Domain", "Data", "Migrations");

    public static IReadOnlyList<LandedFile> List() => Read(File.ReadAllText(Repository.PathOf("Portal.Tests", "Upgrade", "landed.txt")));

    public static IReadOnlyList<LandedFile> Read(string text) =>
        [
            .. Lines(text)
                .Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries))
                .Select(parts => new LandedFile(parts[0], parts[1], parts[2])),
        ];

    public static IEnumerable<string> Lines(string text) =>
        text.Split('\n').Select(line => line.Trim()).Where(line => line.Length > 0 && !line.StartsWith('#'));

    /// <summary>Every migration and what migrations call. The snapshots are left out: each new migration makes them anew.</summary>
    public static IReadOnlyDictionary<string, string> Files()
    {
        var migrations = Directory
            .EnumerateFiles(Folder, "*.cs", SearchOption.AllDirectories)
            .Where(path => !path.EndsWith("ModelSnapshot.cs", StringComparison.Ordinal))
            .ToDictionary(Relative, Text);
        var called = migrations.Values.SelectMany(Called).ToHashSet(StringComparer.Ordinal);
        foreach (var path in Directory.EnumerateFiles(Repository.PathOf("Portal.Domain"), "*.cs", SearchOption.AllDirectories))
        {
            if (called.Contains(Path.GetFileNameWithoutExtension(path)))
            {
                migrations[Relative(path)] = Text(path);
            }
        }

        return migrations;
    }

    /// <summary>Types of ours to whom a migration hands its builder: a change there is a change of the migration.</summary>
    public static IEnumerable<string> Called(string migration) =>
        Hands().Matches(migration).Select(match => match.Groups[1].Value).Distinct();

    /// <summary>What the files do not keep of what the list says.</summary>
    public static IReadOnlyList<string> Faults(IReadOnlyList<LandedFile> list, IReadOnlyDictionary<string, string> files)
    {
        var faults = new List<string>();
        foreach (var landed in list)
        {
            faults.AddRange(
                !files.TryGetValue(landed.Path, out var text) ? [$"{landed.Path} is missing: sites have applied it"]
                : Hash(text) != landed.Hash ? [$"{landed.Path} was edited after it landed: write a migration that comes later instead"]
                : []
            );
        }

        faults.AddRange(
            files
                .Where(file => list.All(landed => landed.Path != file.Key))
                .OrderBy(file => file.Key, StringComparer.Ordinal)
                .Select(file => $"{file.Key} is not listed; add to landed.txt: {LandedFile.Next} {Hash(file.Value)} {file.Key}")
        );
        var last = list.Where(landed => landed.Release != LandedFile.Next).Max(landed => landed.Migration);
        faults.AddRange(
            list.Where(landed => landed.Release == LandedFile.Next && string.CompareOrdinal(landed.Migration, last) < 0)
                .Where(landed => landed.Migration is not null)
                .Select(landed => $"{landed.Path} comes before {last}, which sites have applied already: number it after")
        );
        return faults;
    }

    /// <summary>Of the text with the line ends of the repository, whatever a checkout makes of them.</summary>
    public static string Hash(string text) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.Replace("\r\n", "\n", StringComparison.Ordinal))));

    /// <summary>With the mark at its beginning where it has one, so that sha256sum says the same.</summary>
    private static string Text(string path) => Encoding.UTF8.GetString(File.ReadAllBytes(path));

    private static string Relative(string path) => Path.GetRelativePath(Repository.Root, path).Replace('\\', '/');

    [GeneratedRegex(@"\b([A-Z]\w+)\.\w+\(migrationBuilder\b")]
    private static partial Regex Hands();
}
