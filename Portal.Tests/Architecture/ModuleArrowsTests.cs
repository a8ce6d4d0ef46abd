using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Mono.Cecil;

namespace Portal.Tests.Architecture;

/// <summary>The arrows of docs/architecture.md are the arrows of the code: the table there is what this test reads.</summary>
public sealed partial class ModuleArrowsTests
{
    // Everything may use the kernel and the context; PortalDb itself names every module's sets.
    private static readonly string[] Ground = ["Kernel", "Data"];

    private static readonly Dictionary<string, string[]> Allowed = Table(File.ReadAllText(Repository.PathOf("docs", "architecture.md")));

    [Fact]
    public void Modules_use_only_what_the_architecture_allows() =>
        None(Arrows(typeof(PortalDb).Assembly).Where(arrow => !Allowed.TryGetValue(arrow.From, out var may) || !may.Contains(arrow.To)));

    [Fact]
    public void Folders_of_the_portal_use_only_what_the_architecture_allows() =>
        None(
            Arrows(typeof(Portal.Hosting.Screens).Assembly)
                .Where(arrow => arrow.To.StartsWith("Portal/", StringComparison.Ordinal))
                .Where(arrow => !Allowed.TryGetValue(arrow.From, out var may) || !may.Contains(arrow.To))
        );

    /// <summary>But for the demo, which makes a past that no service would let anybody make.</summary>
    [Fact]
    public void Nobody_writes_into_the_tables_of_another_module() =>
        None(Arrows(typeof(PortalDb).Assembly).Where(arrow => arrow.Writes && arrow.From != "Demo"));

    [Fact]
    public void Every_module_folder_is_in_the_table()
    {
        var domain = Directory.GetDirectories(Repository.PathOf("Portal.Domain")).Select(Path.GetFileName).Except(["bin", "obj", "Data"]);
        var portal = Directory
            .GetDirectories(Repository.PathOf("Portal"))
            .Select(Path.GetFileName)
            .Except(["bin", "obj", "wwwroot", "Properties"])
            .Select(name => "Portal/" + name);
        Assert.Empty(domain.Concat(portal).Except(Allowed.Keys));
    }

    /// <summary>A read of a set, a write to one, a call of a service, a name in a statement: planted in Ledger, all into Settlement.</summary>
    [Fact]
    public void A_planted_read_write_call_and_statement_are_found()
    {
        var found = Arrows(typeof(ModuleArrowsTests).Assembly)
            .Where(arrow => arrow.Where.Contains("PlantedArrows", StringComparison.Ordinal))
            .ToList();
        foreach (var member in new[] { "Reads", "Calls", "Names" })
        {
            Assert.Contains(found, arrow => arrow is { From: "Ledger", To: "Settlement", Writes: false } && IsIn(arrow, member));
        }

        foreach (var member in new[] { "Writes", "Deletes", "Updates" })
        {
            Assert.Contains(found, arrow => arrow is { From: "Ledger", To: "Settlement", Writes: true } && IsIn(arrow, member));
        }

        // Control: what it does with its own module and with the ground is no arrow.
        Assert.DoesNotContain(found, arrow => IsIn(arrow, "Stays"));
    }

    // All of them in one failure: an arrow too many is rarely alone.
    private static void None(IEnumerable<CodeArrow> arrows) => Assert.Equal(string.Empty, string.Join('\n', arrows.Select(Text)));

    private static bool IsIn(CodeArrow arrow, string member) => arrow.Where.EndsWith("." + member, StringComparison.Ordinal);

    private static string Text(CodeArrow arrow) =>
        $"{arrow.From} {(arrow.Writes ? "writes" : "->")} {arrow.To}: {arrow.Where} ({arrow.What})";

    private static IReadOnlyList<CodeArrow> Arrows(System.Reflection.Assembly assembly)
    {
        using var read = AssemblyDefinition.ReadAssembly(assembly.Location);
        return new CodeArrows(Module, Tables.Value).Of(read);
    }

    private static string? Module(string space)
    {
        var parts = space.Split('.');
        return parts is ["Portal", "Domain", var module, ..] ? (Ground.Contains(module) ? null : module)
            : parts is ["Portal", "Tests" or "Benchmarks" or "Domain", ..] ? null
            : parts is ["Portal", var folder, ..] ? "Portal/" + folder
            : null;
    }

    private static readonly Lazy<Dictionary<string, string>> Tables = new(() =>
    {
        using var db = new SqliteDesignFactory().CreateDbContext([]);
        return db
            .Model.GetEntityTypes()
            .Where(entity => entity.GetTableName() is not null && Module(entity.ClrType.Namespace ?? "") is not null)
            .GroupBy(entity => entity.GetTableName()!)
            .ToDictionary(group => group.Key, group => Module(group.First().ClrType.Namespace!)!);
    });

    [Fact]
    public void Pages_never_touch_the_database_or_hangfire() => Assert.Empty(DatabaseInPages(Repository.PathOf("Portal", "Components")));

    [Fact]
    public void A_page_that_opens_a_context_is_found()
    {
        var root = Directory.CreateTempSubdirectory().FullName;
        File.WriteAllText(Path.Combine(root, "Bad.razor.cs"), "[Inject] IDbContextFactory<PortalDb> Dbs");
        Assert.Single(DatabaseInPages(root));
    }

    private static IEnumerable<string> DatabaseInPages(string root) =>
        Repository
            .Sources(root, ".razor", ".cs")
            .Where(file => ForbiddenInPages().IsMatch(file.Text))
            .Select(file => $"{file.Path}: {ForbiddenInPages().Match(file.Text).Value}");

    private static Dictionary<string, string[]> Table(string architecture) =>
        Row()
            .Matches(architecture)
            .ToDictionary(
                match => match.Groups["module"].Value.TrimEnd('/'),
                match =>
                    match
                        .Groups["uses"]
                        .Value.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
                        .Where(use => use != "nothing")
                        .ToArray()
            );

    [GeneratedRegex(@"^\| `(?<module>(?:Portal/)?\w+/)` \| (?<uses>[\w, /]*) \|", RegexOptions.Multiline)]
    private static partial Regex Row();

    [GeneratedRegex(@"\bPortalDb\b|\bIDbContextFactory\b|EntityFrameworkCore|\bHangfire\b")]
    private static partial Regex ForbiddenInPages();
}
