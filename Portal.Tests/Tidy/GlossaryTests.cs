using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;

namespace Portal.Tests.Tidy;

/// <summary>The words of docs/glossary.md are the words of the code, and lead to the module in which their rule stands.</summary>
public sealed partial class GlossaryTests
{
    private const double RightLeast = 57.0 / 60;

    // What the field does not call it: docs/glossary.md and STYLE 9 have the words that took their place.
    private static readonly string[] Left =
    [
        "Desk",
        "Book",
        "Tell",
        "Door",
        "Sheet",
        "Story",
        "Face",
        "Board",
        "Course",
        "Bell",
        "Rehearsal",
    ];

    private static readonly Type[] Ours =
    [
        .. new[] { typeof(PortalDb), typeof(Portal.Hosting.Screens) }
            .SelectMany(one => one.Assembly.GetTypes())
            .Where(type => type.FullName!.StartsWith("Portal.", StringComparison.Ordinal) && !type.Name.Contains('<')),
    ];

    [Fact]
    public async Task A_guess_by_name_finds_the_rule_in_57_of_60_questions()
    {
        using var script = Process.Start(
            new ProcessStartInfo("bash", [Repository.PathOf("Portal.Tests", "where")]) { RedirectStandardOutput = true }
        )!;
        var said = await script.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await script.WaitForExitAsync(TestContext.Current.CancellationToken);
        var end = Total().Match(said);
        Assert.True(end.Success, said);
        var (found, asked) = (Number(end.Groups[1]), Number(end.Groups[2]));
        Assert.True(asked >= 60 && found >= asked * RightLeast, said);

        static int Number(Group text) => int.Parse(text.ValueSpan, CultureInfo.InvariantCulture);
    }

    [Fact]
    public void Every_module_that_the_glossary_names_is_there() =>
        Assert.All(
            Rows().Select(row => row.Module).Where(module => module != "—"),
            module => Assert.True(Directory.Exists(Repository.PathOf("Portal.Domain", module)), module)
        );

    [Fact]
    public void Every_word_of_the_code_in_the_glossary_is_a_word_of_the_code()
    {
        var known = Ours.Select(type => type.Name.Split('`')[0])
            .Concat(Ours.Where(type => type.IsEnum).SelectMany(Enum.GetNames))
            .ToHashSet(StringComparer.Ordinal);
        var words = Rows().SelectMany(row => CodeWord().Matches(row.Meaning).Select(match => match.Groups[1].Value)).ToList();
        Assert.NotEmpty(words);
        Assert.Empty(words.Except(known));
        Assert.DoesNotContain("FeeSheet", known);
    }

    [Fact]
    public void No_type_is_called_what_the_field_does_not_call_it()
    {
        Assert.Empty(Ours.Select(type => type.Name.Split('`')[0]).Where(IsLeft).Distinct());
        Assert.True(IsLeft("PayoutDesk") && IsLeft("FeeBookService") && !IsLeft("StatementWorkbook") && !IsLeft("Telemetry"));
    }

    // The word that says what a type is: its last, or the last before what pages and services are called.
    private static bool IsLeft(string name) => Left.Any(word => Regex.IsMatch(name, $"{word}(Service|Page|Row)?$"));

    private static IEnumerable<(string Meaning, string Module)> Rows() =>
        File.ReadLines(Repository.PathOf("docs", "glossary.md"))
            .Where(line => line.StartsWith("| ", StringComparison.Ordinal))
            .Skip(1)
            .Select(line => line.Split('|', StringSplitOptions.TrimEntries))
            .Select(cells => (cells[3], cells[4]));

    [GeneratedRegex(@"^(\d+) of (\d+), ", RegexOptions.Multiline)]
    private static partial Regex Total();

    [GeneratedRegex("`([A-Z][A-Za-z]+)`")]
    private static partial Regex CodeWord();
}
