using System.Text.RegularExpressions;

namespace Portal.Tests.Tidy;

/// <summary>What is used everywhere is written once: whoever needs it finds it, and a second one is found here.</summary>
public sealed class FurnitureTests
{
    /// <summary>What it is, how a second one looks, and the files where the one stands (or that have a reason of their own).</summary>
    public static readonly TheoryData<string, string, string[]> Pieces = new()
    {
        { "pager", @"\.Take\((ask\.Take|take) \+ 1\)", ["KeysetPages.cs", "PaymentQueries.cs"] },
        { "mask", "••••|\"\\*\\*\\*\"|'\\*',", ["Mask.cs", "SettingList.cs"] },
        { "fold", @"NormalizationForm\.FormKC|\.Normalize\(", ["Text.cs"] },
        { "microsecond", @"TicksPerMicrosecond|TotalMicroseconds", ["Micros.cs"] },
        { "move table", @"Dictionary<(\w+State), (IReadOnlyList<\1>|\1\[\])> \w+ (=|\{)", [] },
        { "row writer", @"(sqlite3_bind_|Begin(Raw)?BinaryCopy|BeginBinaryImport)", ["SqliteRows.cs", "CopyRows.cs"] },
        { "columns in a hand-made order", @"string\[\] \w*Columns\s*=", ["DemoGateways.cs"] },
        { "advisory lock", @"advisory_xact_lock|pg_advisory", ["PostgresDialect.cs"] },
    };

    [Theory, MemberData(nameof(Pieces))]
    public void There_is_one_of_each(string piece, string looks, string[] homes) =>
        Assert.Equal(
            string.Empty,
            string.Join(
                '\n',
                new[] { "Portal", "Portal.Domain" }
                    .SelectMany(project => Repository.Sources(Repository.PathOf(project), ".cs", ".razor"))
                    .Where(file => !homes.Contains(Path.GetFileName(file.Path)) && Regex.IsMatch(file.Text, looks))
                    .Select(file => $"{file.Path}: another {piece}")
            )
        );

    [Theory]
    [InlineData("pager", "await rows.Take(ask.Take + 1).ToListAsync(ct);")]
    [InlineData("mask", "$\"•••• {number[^4..]}\"")]
    [InlineData("fold", "text.Normalize(NormalizationForm.FormKC)")]
    [InlineData("microsecond", "utc.Ticks / TimeSpan.TicksPerMicrosecond")]
    [InlineData("move table", "static readonly Dictionary<BillState, BillState[]> Moves = new()")]
    [InlineData("row writer", "await using var import = await connection.BeginBinaryImportAsync(sql, ct);")]
    [InlineData("columns in a hand-made order", "internal static readonly string[] Columns = [\"Id\"];")]
    [InlineData("advisory lock", "SELECT pg_advisory_xact_lock(1)")]
    public void A_second_one_is_found(string piece, string text) =>
        Assert.Matches(Pieces.Select(row => row.Data).Single(row => row.Item1 == piece).Item2, text);
}
