using System.Text.Json;
using System.Text.RegularExpressions;

namespace Portal.Tests.Tidy;

/// <summary>What comes from others: locked, of allowed licences, without versions of known weakness; and nothing secret of ours in the tree.</summary>
public sealed partial class SupplyTests
{
    // Package and the first version that may be used.
    private static readonly Dictionary<string, Version> Least = new(StringComparer.OrdinalIgnoreCase)
    {
        ["Newtonsoft.Json"] = new(13, 0, 1),
        ["System.Drawing.Common"] = new(5, 0, 3),
        ["System.Text.RegularExpressions"] = new(4, 3, 1),
        ["System.Net.Http"] = new(4, 3, 4),
        ["Microsoft.Data.SqlClient"] = new(5, 1, 3),
        ["MimeKit"] = new(4, 7, 1),
        ["SQLitePCLRaw.lib.e_sqlite3"] = new(2, 1, 10),
    };

    private static readonly string[] Licences =
    [
        "MIT",
        "Apache-2.0",
        "BSD-2-Clause",
        "BSD-3-Clause",
        "PostgreSQL",
        "MS-PL",
        "0BSD",
        "LGPL-3.0-or-later",
    ];

    [Fact]
    public void Every_project_is_locked_and_no_weak_version_is_in_a_lock()
    {
        var projects = Directory.GetFiles(Repository.Root, "*.csproj", SearchOption.AllDirectories);
        Assert.All(
            projects,
            project => Assert.True(File.Exists(Path.Combine(Path.GetDirectoryName(project)!, "packages.lock.json")), project)
        );
        Assert.Empty(Locked().Where(Weak).Select(one => $"{one.Name} {one.Version}"));
    }

    [Fact]
    public void A_weak_version_is_found()
    {
        Assert.True(Weak(("Newtonsoft.Json", new Version(12, 0, 1))));
        Assert.False(Weak(("Newtonsoft.Json", new Version(13, 0, 4))));
    }

    [Fact]
    public void Packages_of_the_product_carry_a_licence_from_the_list()
    {
        var cache =
            Environment.GetEnvironmentVariable("NUGET_PACKAGES")
            ?? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget", "packages");
        var odd = new List<string>();
        foreach (var (name, version) in Locked("Portal", "Portal.Domain").Distinct())
        {
            var folder = Path.Combine(cache, name.ToLowerInvariant(), version.ToString());
            var spec = Path.Combine(folder, $"{name.ToLowerInvariant()}.nuspec");
            var expression = File.Exists(spec) ? Expression().Match(File.ReadAllText(spec)).Groups[1].Value : "";
            if (expression.Length > 0 && !Licences.Any(licence => expression.Contains(licence, StringComparison.OrdinalIgnoreCase)))
            {
                odd.Add($"{name} {version}: {expression}");
            }
        }

        Assert.Empty(odd);
    }

    [Fact]
    public void No_secret_lies_in_the_tree() =>
        Assert.Empty(
            Repository
                .Sources(Repository.Root, ".cs", ".razor", ".json", ".md", ".yml", ".js")
                .Where(file =>
                    !file.Path.EndsWith("packages.lock.json", StringComparison.Ordinal)
                    && !file.Path.Contains("node_modules", StringComparison.Ordinal)
                )
                .Where(file => Secret().IsMatch(file.Text))
                .Select(file => $"{file.Path}: {Secret().Match(file.Text).Value[..20]}…")
        );

    [Theory]
    [InlineData("-----BEGIN " + "RSA PRIVATE KEY-----")]
    [InlineData("\"Password\": \"" + "hunter2hunter2\"")]
    [InlineData("AKIA" + "ABCDEFGHIJKLMNOP")]
    public void A_planted_secret_is_found(string text) => Assert.Matches(Secret(), text);

    private static bool Weak((string Name, Version Version) one) => Least.TryGetValue(one.Name, out var least) && one.Version < least;

    private static IEnumerable<(string Name, Version Version)> Locked(params string[] projects) =>
        from path in Directory.GetFiles(Repository.Root, "packages.lock.json", SearchOption.AllDirectories)
        where projects.Length == 0 || projects.Contains(Path.GetFileName(Path.GetDirectoryName(path)))
        from framework in JsonDocument.Parse(File.ReadAllText(path)).RootElement.GetProperty("dependencies").EnumerateObject()
        from package in framework.Value.EnumerateObject()
        where package.Value.TryGetProperty("resolved", out _)
        select (package.Name, Version.Parse(package.Value.GetProperty("resolved").GetString()!.Split('-', '+')[0]));

    [GeneratedRegex("<license type=\"expression\">([^<]+)</license>")]
    private static partial Regex Expression();

    [GeneratedRegex(
        """-----BEGIN [A-Z ]*PRIVATE KEY-----|"(?:Password|Secret|ApiKey)"\s*:\s*"[^"]{8,}"|AKIA[A-Z0-9]{16}|ghp_[A-Za-z0-9]{36}"""
    )]
    private static partial Regex Secret();
}
