using System.Reflection;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace Portal.Tests.Tidy;

/// <summary>Style as tests: budgets, left-overs, both languages complete, links that lead somewhere.</summary>
public sealed partial class TidyTests
{
    private static readonly (string Ending, int Lines)[] Budgets = [(".razor.cs", 200), (".razor", 150), (".cs", 400)];

    [Fact]
    public void Files_stay_within_their_budget() => Assert.Empty(Hand().Select(file => OverBudget(file.Path, file.Text)).OfType<string>());

    [Fact]
    public void A_file_over_its_budget_is_found()
    {
        Assert.NotNull(OverBudget("A.razor", new string('\n', 151)));
        Assert.Null(OverBudget("A.razor.cs", new string('\n', 200)));
    }

    /// <summary>More in one folder than the eye takes in at once hides where a rule is.</summary>
    private const int FolderMax = 20;

    [Fact]
    public void Folders_of_the_domain_hold_at_most_twenty_files() =>
        Assert.Empty(Crowded(Repository.Sources(Repository.PathOf("Portal.Domain"), ".cs").Select(file => file.Path)));

    [Fact]
    public void A_crowded_folder_is_found()
    {
        var full = Enumerable.Range(0, FolderMax).Select(at => $"Portal.Domain/Fees/{at}.cs").ToList();
        Assert.Empty(Crowded([.. full, "Portal.Domain/Fees/Rules/1.cs"]));
        Assert.Single(Crowded([.. full, "Portal.Domain/Fees/One.cs"]));
    }

    [Fact]
    public void Nothing_is_left_undone() =>
        Assert.Empty(
            Hand()
                .Where(file => !file.Path.EndsWith("TidyTests.cs", StringComparison.Ordinal))
                .Where(file => LeftOver().IsMatch(file.Text))
                .Select(file => file.Path)
        );

    [Fact]
    public void A_left_over_is_found() => Assert.Matches(LeftOver(), "// " + "TO" + "DO later");

    [Fact]
    public void Both_languages_have_the_same_keys_and_placeholders()
    {
        var faults = new List<string>();
        foreach (var english in Directory.GetFiles(Repository.PathOf("Portal", "Resources"), "*Texts.resx"))
        {
            faults.AddRange(
                Parity(
                    Path.GetFileNameWithoutExtension(english),
                    Read(english),
                    Read(english.Replace(".resx", ".zh-CN.resx", StringComparison.Ordinal))
                )
            );
        }

        Assert.Empty(faults);
    }

    [Fact]
    public void A_missing_key_an_empty_text_and_a_lost_placeholder_are_found() =>
        Assert.Equal(
            ["X.A: only in English", "X.B: placeholders differ", "X.C: empty"],
            Parity(
                "X",
                new Dictionary<string, string>
                {
                    ["A"] = "a",
                    ["B"] = "b {0}",
                    ["C"] = "c",
                },
                new Dictionary<string, string> { ["B"] = "b", ["C"] = "" }
            )
        );

    /// <summary>Texts that are looked up by a name put together have an underscore in it; every other is named where it is shown.</summary>
    [Fact]
    public void Every_text_is_shown_somewhere()
    {
        var sources = Hand().Select(file => file.Text).ToList();
        Assert.Empty(
            Directory
                .GetFiles(Repository.PathOf("Portal", "Resources"), "*Texts.resx")
                .SelectMany(path => Unused(Path.GetFileNameWithoutExtension(path), Read(path).Keys, sources))
        );
    }

    [Fact]
    public void A_text_that_nobody_shows_is_found() =>
        Assert.Equal(["X.C"], Unused("X", ["A", "B", "C", "D_1"], ["f(X.A)", "using T = Portal.Resources.X;\nf(T.B, Y.C)"]));

    [Fact]
    public void Every_refusal_code_has_its_sentence()
    {
        var codes = typeof(PortalDb)
            .Assembly.GetTypes()
            .Where(type => type.Name.EndsWith("Refusals", StringComparison.Ordinal))
            .SelectMany(type => type.GetFields(BindingFlags.Public | BindingFlags.Static))
            .Select(field => (string)field.GetRawConstantValue()!)
            .ToList();
        Assert.NotEmpty(codes);
        Assert.DoesNotContain(
            codes,
            code =>
                global::Portal.Components.RefusalText.Manager(code).GetString(code, System.Globalization.CultureInfo.InvariantCulture)
                    is null
        );
    }

    /// <summary>The rules of names were written long before anything listened to them: without this diagnostic they never fire.</summary>
    [Fact]
    public void A_name_that_breaks_the_rules_breaks_the_build()
    {
        var rules = File.ReadAllLines(Repository.PathOf(".editorconfig")).Select(line => line.Trim()).ToList();
        var names = rules.Where(line => line.StartsWith("dotnet_naming_rule.", StringComparison.Ordinal)).ToList();
        Assert.NotEmpty(names);
        Assert.Single(rules, line => line.StartsWith("dotnet_diagnostic.IDE1006.severity", StringComparison.Ordinal));
        Assert.Contains("dotnet_diagnostic.IDE1006.severity = warning", rules);
        Assert.All(
            names.Where(line => line.Contains(".severity", StringComparison.Ordinal)),
            line => Assert.EndsWith("= warning", line, StringComparison.Ordinal)
        );
        var build = File.ReadAllText(Repository.PathOf("Directory.Build.props"));
        Assert.Contains("<EnforceCodeStyleInBuild>true</EnforceCodeStyleInBuild>", build, StringComparison.Ordinal);
        Assert.Contains("<TreatWarningsAsErrors>true</TreatWarningsAsErrors>", build, StringComparison.Ordinal);
    }

    [Fact]
    public void Links_in_the_docs_lead_somewhere() => Assert.Empty(Docs().SelectMany(doc => DeadLinks(doc.Path, doc.Text)));

    [Fact]
    public void A_dead_link_is_found() => Assert.Single(DeadLinks("docs/x.md", "[a](nowhere.md) [b](https://example.com) [c](#here)"));

    /// <summary>
    /// People are they, in comments, texts, docs and the names of tests. Names are left alone: a town, a family, and the parts of them that tests
    /// take apart.
    /// </summary>
    [Fact]
    public void A_person_is_they() =>
        Assert.Empty(
            Hand()
                .Concat(Docs())
                .Concat(Repository.Sources(Repository.PathOf("Portal", "Resources"), ".resx"))
                .Where(file => !file.Path.EndsWith("TidyTests.cs", StringComparison.Ordinal))
                .SelectMany(file => file.Text.Split('\n').Where(Gendered).Select(line => $"{file.Path}: {line.Trim()}"))
        );

    [Fact]
    public void A_person_who_is_one_of_two_is_found()
    {
        Assert.True(
            Gendered("/// what he typed") && Gendered("Nobody_sees_what_is_not_his(") && Gendered("Her name") && Gendered("by himself")
        );
        Assert.False(Gendered("the others") || Gendered("this shop") || Gendered("\"He Yun\"") || Gendered("[InlineData(\"qing-he\""));
    }

    private static bool Gendered(string line) => Pronoun().IsMatch(GivenName().Replace(line, string.Empty));

    private static IEnumerable<(string Path, string Text)> Hand() =>
        new[] { "Portal", "Portal.Domain", "Portal.Tests" }.SelectMany(project =>
            Repository.Sources(Repository.PathOf(project), ".cs", ".razor")
        );

    private static IEnumerable<(string Path, string Text)> Docs() =>
        Repository.Sources(Repository.PathOf("docs"), ".md").Append(("README.md", File.ReadAllText(Repository.PathOf("README.md"))));

    private static IEnumerable<string> Crowded(IEnumerable<string> paths) =>
        paths
            .GroupBy(path => path[..path.LastIndexOf('/')])
            .Where(folder => folder.Count() > FolderMax)
            .Select(folder => $"{folder.Key}: {folder.Count()} files, at most {FolderMax}");

    private static string? OverBudget(string path, string text)
    {
        var budget = Budgets.First(budget => path.EndsWith(budget.Ending, StringComparison.Ordinal)).Lines;
        var lines = text.Count(c => c == '\n');
        return lines > budget ? $"{path}: {lines} lines, budget {budget}" : null;
    }

    private static IEnumerable<string> Unused(string name, IEnumerable<string> keys, IReadOnlyList<string> sources)
    {
        var alias = new Regex($@"using (\w+) = Portal\.Resources\.{name};");
        var used = sources
            .SelectMany(text => alias.Matches(text).Select(match => match.Groups[1].Value).Append(name).Select(word => (text, word)))
            .SelectMany(source => Regex.Matches(source.text, $@"\b{source.word}\.(\w+)"))
            .Select(match => match.Groups[1].Value)
            .ToHashSet(StringComparer.Ordinal);
        return keys.Where(key => !key.Contains('_', StringComparison.Ordinal) && !used.Contains(key)).Select(key => $"{name}.{key}");
    }

    private static Dictionary<string, string> Read(string path) =>
        XDocument
            .Load(path)
            .Root!.Elements("data")
            .ToDictionary(data => data.Attribute("name")!.Value, data => data.Element("value")!.Value);

    private static IEnumerable<string> Parity(string file, Dictionary<string, string> english, Dictionary<string, string> chinese)
    {
        foreach (var (key, text) in english.OrderBy(pair => pair.Key, StringComparer.Ordinal))
        {
            if (!chinese.TryGetValue(key, out var other))
            {
                yield return $"{file}.{key}: only in English";
            }
            else if (text.Trim().Length == 0 || other.Trim().Length == 0)
            {
                yield return $"{file}.{key}: empty";
            }
            else if (!Holes(text).SetEquals(Holes(other)))
            {
                yield return $"{file}.{key}: placeholders differ";
            }
        }

        foreach (var key in chinese.Keys.Except(english.Keys))
        {
            yield return $"{file}.{key}: only in Chinese";
        }
    }

    private static HashSet<string> Holes(string text) => [.. Placeholder().Matches(text).Select(match => match.Groups[1].Value)];

    private static IEnumerable<string> DeadLinks(string path, string text) =>
        from Match match in Link().Matches(text)
        let target = match.Groups[1].Value.Split('#')[0]
        where
            target.Length > 0
            && !target.Contains("://", StringComparison.Ordinal)
            && !target.StartsWith("mailto:", StringComparison.Ordinal)
        let full = Path.GetFullPath(Path.Combine(Repository.Root, Path.GetDirectoryName(path)!, target))
        where !File.Exists(full) && !Directory.Exists(full)
        select $"{path}: {target}";

    [GeneratedRegex(@"\bTODO\b|\bFIXME\b|\bHACK\b|NotImplementedException")]
    private static partial Regex LeftOver();

    [GeneratedRegex("(?<![A-Za-z])(he|his|him|himself|she|her|hers|herself)(?![A-Za-z])", RegexOptions.IgnoreCase)]
    private static partial Regex Pronoun();

    [GeneratedRegex("\"?He Yun|he\\.yun@|\"[Qq]ing[^\"]*\"[^,]*(\"he\")?")]
    private static partial Regex GivenName();

    [GeneratedRegex(@"\{(\d+)[^}]*\}")]
    private static partial Regex Placeholder();

    [GeneratedRegex(@"\]\(([^)\s]+)\)")]
    private static partial Regex Link();
}
