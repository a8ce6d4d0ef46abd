using Portal.Tests.Harness;

namespace Portal.Tests.Tidy;

/// <summary>How long the files of the domain are, as a whole: a rule is found by the name of a small file.</summary>
public sealed class SizeTests
{
    private const int MedianMax = 60;
    private const int NinthTenthMax = 180;
    private const int LongestMax = 350;
    private const int RazorLineMax = 160;

    [Fact]
    public void Half_of_the_domains_files_are_short_and_none_is_long() =>
        Assert.Empty(
            TooLong([
                .. Repository
                    .Sources(Repository.PathOf("Portal.Domain"), ".cs")
                    .Where(file => !file.Path.Contains("/Migrations/", StringComparison.Ordinal))
                    .Select(file => (file.Path, Lines(file.Text))),
            ])
        );

    [Fact]
    public void Long_files_are_found()
    {
        Assert.Empty(TooLong([("a", 60), ("b", 60), ("c", 350)]));
        Assert.Equal(["c: 351 lines, at most 350"], TooLong([("a", 60), ("b", 60), ("c", 351)]));
        Assert.Equal(["half have more than 60 lines: 61"], TooLong([("a", 60), ("b", 61), ("c", 61)]));
        Assert.Equal(
            ["one in ten has more than 180 lines: 181"],
            TooLong([.. Enumerable.Repeat(("a", 10), 16), .. Enumerable.Repeat(("b", 181), 4)])
        );
    }

    [Fact]
    public void A_line_of_a_page_is_read_without_turning_the_head() =>
        Assert.Empty(Repository.Sources(Repository.PathOf("Portal"), ".razor").SelectMany(file => Wide(file.Path, file.Text)));

    [Fact]
    public void A_wide_line_is_found() => Assert.Equal(["A.razor: line 2"], Wide("A.razor", $"<p>\n{new string('x', 161)}\n</p>"));

    private static List<string> TooLong(IReadOnlyList<(string Path, int Lines)> files)
    {
        var sizes = files.Select(file => file.Lines).Order().ToList();
        List<string> faults =
        [
            .. files.Where(file => file.Lines > LongestMax).Select(file => $"{file.Path}: {file.Lines} lines, at most {LongestMax}"),
        ];
        if (sizes[sizes.Count / 2] is var half && half > MedianMax)
        {
            faults.Add($"half have more than {MedianMax} lines: {half}");
        }

        if (sizes.Count >= 10 && sizes[sizes.Count * 9 / 10] is var tenth && tenth > NinthTenthMax)
        {
            faults.Add($"one in ten has more than {NinthTenthMax} lines: {tenth}");
        }

        return faults;
    }

    private static IEnumerable<string> Wide(string path, string text) =>
        text.Split('\n')
            .Select((line, at) => (line, at))
            .Where(row => row.line.Length > RazorLineMax)
            .Select(row => $"{path}: line {row.at + 1}");

    private static int Lines(string text) => text.Count(c => c == '\n');
}
