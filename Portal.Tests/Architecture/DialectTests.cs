using System.Text.RegularExpressions;

namespace Portal.Tests.Architecture;

/// <summary>
/// The two databases differ in one place. Elsewhere nobody asks which one it is and nobody writes words that only one of them takes, so that
/// what works on one works on the other.
/// </summary>
public sealed partial class DialectTests
{
    private const string Place = "Portal.Domain/Data/Dialects/";

    /// <summary>These ask where the data lies (a file or a server), not what is said to it.</summary>
    private static readonly string[] Where =
    [
        "Portal/Commands/BackupCommands.cs",
        "Portal/Hosting/JobsHosting.cs",
        "Portal/Options/SettingList.cs",
        "Portal.Domain/Data/Migrator.cs",
        "Portal.Domain/Data/PortalDbFactory.cs",
        "Portal.Domain/Data/Storage/DatabaseSettings.cs",
        "Portal.Domain/Data/Storage/DataFolder.cs",
        "Portal.Domain/Operations/BackupService.cs",
    ];

    [Fact]
    public void Databases_differ_in_one_folder() =>
        Assert.Empty(Sources().SelectMany(file => Faults(file.Path, file.Text).Select(fault => $"{file.Path}: {fault}")));

    [Fact]
    public void No_place_is_excused_that_does_not_ask() =>
        Assert.DoesNotContain(Where, path => !AsksForOne().IsMatch(File.ReadAllText(Repository.PathOf(path.Split('/')))));

    [Theory]
    [InlineData("if (db.Provider == Provider.Postgres)")]
    [InlineData("return settings.Provider is Provider.Sqlite;")]
    [InlineData("db.Bills.FromSql($\"SELECT * FROM \\\"Bills\\\" FOR UPDATE\")")]
    [InlineData("INSERT INTO \"Sequences\" (\"Name\") VALUES ('x') ON CONFLICT DO NOTHING")]
    [InlineData("SELECT json_extract(value, '$[0]') FROM json_each({rows})")]
    [InlineData("SELECT * FROM unnest({accounts}, {sums})")]
    [InlineData("SELECT pg_database_size(current_database())")]
    [InlineData("PRAGMA foreign_keys=OFF")]
    [InlineData("SELECT to_char(\"BusinessDay\", 'YYYY-MM')")]
    [InlineData("SELECT \"BusinessDay\"::text")]
    public void What_one_database_says_is_found(string text) => Assert.NotEmpty(Faults("Portal.Domain/Payments/Bills/Bill.cs", text));

    [Theory]
    [InlineData("Portal.Domain/Data/Dialects/Dialect.cs", "db.Provider == Provider.Postgres")]
    [InlineData("Portal.Domain/Data/Migrator.cs", "settings.Provider == Provider.Sqlite")]
    [InlineData("Portal.Domain/Payments/Bills/Bill.cs", "row.Provider == bill.Provider")]
    [InlineData("Portal.Domain/Payments/Bills/Bill.cs", "SELECT \"Id\" FROM \"Bills\" WHERE \"Id\" > 5")]
    public void What_both_say_is_not(string path, string text) => Assert.Empty(Faults(path, text));

    private static IEnumerable<(string Path, string Text)> Sources() =>
        new[] { "Portal", "Portal.Domain" }.SelectMany(project => Repository.Sources(Repository.PathOf(project), ".cs", ".razor"));

    private static IEnumerable<string> Faults(string path, string text) =>
        path.StartsWith(Place, StringComparison.Ordinal)
            ? []
            : Words().Matches(text).Concat(Where.Contains(path) ? [] : AsksForOne().Matches(text)).Select(match => match.Value);

    [GeneratedRegex(@"\bProvider\.(Postgres|Sqlite)\b")]
    private static partial Regex AsksForOne();

    [GeneratedRegex(
        """\bFOR UPDATE\b|\bON CONFLICT\b|\bjson_(each|extract|array_elements)\b|\bunnest\(|\bpg_[a-z_]+\(|\bPRAGMA\b|\bVACUUM\b|\bto_char\(|\bsubstr\(|"::[a-z]|\bLATERAL\b|\bLOCK TABLE\b|\bsqlite_[a-z]+\b|\binformation_schema\b"""
    )]
    private static partial Regex Words();
}
