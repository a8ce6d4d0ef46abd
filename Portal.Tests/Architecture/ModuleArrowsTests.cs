using System.Text.RegularExpressions;

namespace Portal.Tests.Architecture;

/// <summary>The arrows of docs/architecture.md are the arrows of the code: the table there is what this test reads.</summary>
public sealed partial class ModuleArrowsTests
{
    // Everything may use the kernel and the context; PortalDb itself names every module's sets.
    private static readonly string[] Ground = ["Kernel", "Data"];

    [Fact]
    public void Modules_use_only_what_the_architecture_allows() =>
        Assert.Empty(
            Violations(Repository.PathOf("Portal.Domain"), Allowed(File.ReadAllText(Repository.PathOf("docs", "architecture.md"))))
        );

    [Fact]
    public void Every_module_folder_is_in_the_table()
    {
        var folders = Directory.GetDirectories(Repository.PathOf("Portal.Domain")).Select(Path.GetFileName).Except(["bin", "obj", "Data"]);
        var table = Allowed(File.ReadAllText(Repository.PathOf("docs", "architecture.md")));
        Assert.Empty(folders.Except(table.Keys));
    }

    [Fact]
    public void A_forbidden_arrow_is_found()
    {
        var root = Directory.CreateTempSubdirectory().FullName;
        Directory.CreateDirectory(Path.Combine(root, "Ledger"));
        File.WriteAllText(Path.Combine(root, "Ledger", "Bad.cs"), "using Portal.Domain.Settlement;\nnamespace Portal.Domain.Ledger;\n");
        File.WriteAllText(Path.Combine(root, "Ledger", "Good.cs"), "using Portal.Domain.Kernel;\nnamespace Portal.Domain.Ledger;\n");

        var violation = Assert.Single(Violations(root, new Dictionary<string, string[]> { ["Ledger"] = [] }));
        Assert.Contains("Ledger -> Settlement", violation, StringComparison.Ordinal);
    }

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

    private static List<string> Violations(string domain, Dictionary<string, string[]> allowed) =>
        [
            .. from folder in Directory.GetDirectories(domain)
            let module = Path.GetFileName(folder)
            where allowed.ContainsKey(module)
            from file in Repository.Sources(folder, ".cs")
            where !Path.GetFileName(file.Path).StartsWith("PortalDb.", StringComparison.Ordinal)
            from Match match in Mention().Matches(file.Text)
            let used = match.Groups["module"].Value
            where used != module && !Ground.Contains(used) && !allowed[module].Contains(used)
            select $"{module} -> {used} in {file.Path}",
        ];

    private static Dictionary<string, string[]> Allowed(string architecture) =>
        Row()
            .Matches(architecture)
            .ToDictionary(
                match => match.Groups["module"].Value,
                match =>
                    match
                        .Groups["uses"]
                        .Value.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
                        .Where(use => use != "nothing")
                        .ToArray()
            );

    [GeneratedRegex(@"Portal\.Domain\.(?<module>[A-Z]\w+)")]
    private static partial Regex Mention();

    [GeneratedRegex(@"^\| `(?<module>\w+)/` \| (?<uses>[\w, ]*) \|", RegexOptions.Multiline)]
    private static partial Regex Row();

    [GeneratedRegex(@"\bPortalDb\b|\bIDbContextFactory\b|EntityFrameworkCore|\bHangfire\b")]
    private static partial Regex ForbiddenInPages();
}
