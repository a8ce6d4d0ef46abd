namespace Portal.Tests.Data;

/// <summary>No statement changes sealed rows past their seals: <c>verify</c> would name rows that nobody altered.</summary>
public sealed class SealGuardTests
{
    /// <summary>Statements whose table or columns their text does not show, each with the reason.</summary>
    private static readonly Dictionary<string, string> Known = new()
    {
        ["DraftService.cs: (a query of its own)"] = "FormDrafts, which are not sealed",
        ["NoticeService.cs: (a query of its own)"] = "sets Notices.ReadUtc, which is not sealed",
        ["SealLaying.cs: (a query of its own)"] = "the seals themselves",
        ["SealStore.cs: (a query of its own)"] = "the seals themselves",
    };

    [Fact]
    public async Task Nothing_changes_a_sealed_row_past_its_seal()
    {
        await using var world = await World.Create(Provider.Sqlite);
        await using var db = world.Db();
        var sets = PastTheSeals.Sets(db);
        var found = new[] { "Portal.Domain", "Portal" }
            .SelectMany(folder => Repository.Sources(Repository.PathOf(folder), ".cs"))
            .Where(file => !file.Path.Contains("Migrations", StringComparison.Ordinal))
            .SelectMany(file => PastTheSeals.In(file.Text, sets).Select(one => $"{Path.GetFileName(file.Path)}: {one}"))
            .ToList();
        Assert.DoesNotContain(found, one => !Known.Keys.Any(known => one.StartsWith(known, StringComparison.Ordinal)));
        // What is known is still there.
        Assert.DoesNotContain(Known.Keys, known => !found.Exists(one => one.StartsWith(known, StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_statement_past_the_seals_is_found()
    {
        await using var world = await World.Create(Provider.Sqlite);
        await using var db = world.Db();
        var sets = PastTheSeals.Sets(db);
        string[] past =
        [
            "await db.PublicAccounts.Where(row => row.Id == 1).ExecuteUpdateAsync(set => set.SetProperty(row => row.CertifiedUntil, until), ct);",
            "await db.Memberships.ExecuteDeleteAsync(ct);",
            """await db.Database.ExecuteSqlAsync($"UPDATE \"BankAccounts\" SET \"Holder\" = {name}", ct);""",
            """await db.Database.ExecuteSqlAsync($"INSERT INTO \"Fees\" (\"Id\") VALUES (1)", ct);""",
            "await db.SettlementRuns.ExecuteUpdateAsync(set => set.SetProperty(row => row.Statements, 1).SetProperty(row => row.State, s), ct);",
        ];
        string[] fine =
        [
            "await db.Sealed(db.Memberships, rows => rows.ExecuteDeleteAsync(ct), ct);",
            """await db.Sealed("Users", [[1]], () => db.Users.Where(u => u.Id == 1).ExecuteUpdateAsync(set => set.SetProperty(u => u.Culture, c), ct), ct);""",
            "await db.SettlementRuns.ExecuteUpdateAsync(set => set.SetProperty(row => row.Statements, 1), ct);",
            """await db.Database.ExecuteSqlAsync($"UPDATE \"WorkItems\" SET \"State\" = 'Done'", ct);""",
        ];
        Assert.All(past, one => Assert.NotEmpty(PastTheSeals.In(one, sets)));
        Assert.All(fine, one => Assert.Empty(PastTheSeals.In(one, sets)));
    }
}
