using System.Text.Json;
using System.Text.RegularExpressions;

namespace Portal.Tests.Tidy;

/// <summary>What comes from others: locked, of allowed licences, without versions of known weakness; and nothing secret of ours in the tree.</summary>
public sealed partial class SupplyTests
{
    // Package and the first version that may be used: what packages of ours have dragged in, or still ask for, and what was found in it. The list
    // is kept by hand; it knows nothing of an advisory of tomorrow (Directory.Build.props says how to ask for those).
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

    // Packages that name no licence for machines: which it is, and why they may be used. Whoever adds one has read its file.
    private static readonly Dictionary<string, (string Licence, string Why)> ByHand = new(StringComparer.OrdinalIgnoreCase)
    {
        ["Hangfire.AspNetCore"] = HangfireFile,
        ["Hangfire.Core"] = HangfireFile,
        ["Hangfire.InMemory"] = HangfireFile,
        ["Hangfire.NetCore"] = HangfireFile,
        ["NETStandard.Library"] = ("MIT", "LICENSE.TXT of the package is the MIT licence; it holds no code, only names of others."),
        ["Otp.NET"] = ("MIT", "LICENSE.txt of the package is the MIT licence."),
        ["zxcvbn-core"] = (
            "MIT",
            "Its licenceUrl leads to LICENSE of trichards57/zxcvbn-cs, which is the MIT licence of Dropbox and its porters."
        ),
        ["Hangfire.PostgreSql"] = ("LGPL-3.0-or-later", "LICENSE.md names the LGPLv3 alone; it is linked unchanged."),
    };

    private static (string, string) HangfireFile =>
        (
            "LGPL-3.0-or-later",
            "LICENSE.md lets who uses it choose between the LGPLv3 or later and a commercial licence; it is linked unchanged."
        );

    [Fact]
    public void Every_project_is_locked_and_no_weak_version_is_in_a_lock()
    {
        var projects = Directory.GetFiles(Repository.Root, "*.csproj", SearchOption.AllDirectories);
        Assert.All(
            projects,
            project => Assert.True(File.Exists(Path.Combine(Path.GetDirectoryName(project)!, "packages.lock.json")), project)
        );
        var locked = Locked().ToList();
        Assert.NotEmpty(locked);
        Assert.Empty(locked.Where(one => Weak(one.Name, one.Version)).Select(one => $"{one.Name} {one.Version}"));
    }

    [Fact]
    public void A_weak_version_is_found()
    {
        Assert.True(Weak("Newtonsoft.Json", new Version(12, 0, 1)));
        Assert.False(Weak("newtonsoft.json", new Version(13, 0, 4)));
    }

    /// <summary>A package says under which licence it is, by a name that machines read; what says it otherwise was read by a person.</summary>
    [Fact]
    public void Packages_of_the_product_are_under_a_licence_from_the_list()
    {
        var packages = Locked("Portal", "Portal.Domain").Select(one => (one.Name, one.Resolved)).Distinct().ToList();
        Assert.NotEmpty(packages);
        Assert.Empty(packages.Select(one => Unlicensed(one.Name, Spec(one.Name, one.Resolved))).OfType<string>());
        Assert.Empty(ByHand.Keys.Except(packages.Select(one => one.Name), StringComparer.OrdinalIgnoreCase));
    }

    [Theory]
    [InlineData("Some.Package", null, false)]
    [InlineData("Some.Package", "<license type=\"file\">LICENSE.md</license>", false)]
    [InlineData("Some.Package", "<licenseUrl>https://example.com/licence</licenseUrl>", false)]
    [InlineData("Some.Package", "<license type=\"expression\">GPL-3.0-only</license>", false)]
    [InlineData("Some.Package", "<license type=\"expression\">MIT AND SSPL-1.0</license>", false)]
    [InlineData("Some.Package", "<license type=\"expression\">LIMITED</license>", false)]
    [InlineData("Some.Package", "<license type=\"expression\">MIT</license>", true)]
    [InlineData("Some.Package", "<license type=\"expression\">(GPL-2.0-only OR Apache-2.0)</license>", true)]
    [InlineData("Some.Package", "<license type=\"expression\">(MIT OR GPL-2.0-only) AND BSD-3-Clause</license>", false)]
    [InlineData("Hangfire.Core", "<license type=\"file\">LICENSE.md</license>", true)]
    [InlineData("Hangfire.Core", "<license type=\"expression\">GPL-3.0-only</license>", false)]
    public void A_package_without_a_known_licence_is_found(string name, string? spec, bool passes) =>
        Assert.Equal(passes, Unlicensed(name, spec) is null);

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

    private static bool Weak(string name, Version version) => Least.TryGetValue(name, out var least) && version < least;

    /// <summary>What is wrong with a package's licence; null when nothing is.</summary>
    private static string? Unlicensed(string name, string? spec)
    {
        if (spec is null)
        {
            return $"{name}: not restored here, so nothing says its licence";
        }

        var expression = Expression().Match(spec).Groups[1].Value;
        if (expression.Length == 0)
        {
            return ByHand.TryGetValue(name, out var read) && Licences.Contains(read.Licence)
                ? null
                : $"{name}: names no licence for machines and stands on no list";
        }

        // Of alternatives one is enough; what is asked for together is asked for whole. Brackets around both are not taken apart: refused.
        var words = expression.Trim('(', ')');
        var allowed = words.Contains(" AND ", StringComparison.Ordinal)
            ? words.Split(" AND ").All(Licences.Contains)
            : words.Split(" OR ").Any(Licences.Contains);
        return allowed ? null : $"{name}: {expression}";
    }

    private static string? Spec(string name, string resolved)
    {
        var cache =
            Environment.GetEnvironmentVariable("NUGET_PACKAGES")
            ?? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget", "packages");
        var lower = name.ToLowerInvariant();
        var path = Path.Combine(cache, lower, resolved.ToLowerInvariant(), $"{lower}.nuspec");
        return File.Exists(path) ? File.ReadAllText(path) : null;
    }

    private static IEnumerable<(string Name, string Resolved, Version Version)> Locked(params string[] projects) =>
        from path in Directory.GetFiles(Repository.Root, "packages.lock.json", SearchOption.AllDirectories)
        where projects.Length == 0 || projects.Contains(Path.GetFileName(Path.GetDirectoryName(path)))
        from framework in JsonDocument.Parse(File.ReadAllText(path)).RootElement.GetProperty("dependencies").EnumerateObject()
        from package in framework.Value.EnumerateObject()
        where package.Value.TryGetProperty("resolved", out _)
        let resolved = package.Value.GetProperty("resolved").GetString()!
        select (package.Name, resolved, Version.Parse(resolved.Split('-', '+')[0]));

    [GeneratedRegex("<license type=\"expression\">([^<]+)</license>")]
    private static partial Regex Expression();

    [GeneratedRegex(
        """-----BEGIN [A-Z ]*PRIVATE KEY-----|"(?:Password|Secret|ApiKey)"\s*:\s*"[^"]{8,}"|AKIA[A-Z0-9]{16}|ghp_[A-Za-z0-9]{36}"""
    )]
    private static partial Regex Secret();
}
