using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Portal.Tests.Upgrade;

/// <summary>A schema that has landed is never rewritten: sites apply a migration once and do not look at it again.</summary>
public sealed class LandedTests
{
    private const string Path = "Portal.Domain/Data/Migrations/Sqlite/20261122000001_Initial.cs";

    [Fact]
    public void No_migration_that_has_landed_was_edited_or_taken_away_and_every_new_one_is_listed() =>
        Assert.Empty(Landed.Faults(Landed.List(), Landed.Files()));

    [Fact]
    public void An_edited_a_missing_an_unlisted_and_a_late_comer_with_an_early_number_are_found()
    {
        var landed = new LandedFile("0.1.0", Landed.Hash("a\n"), Path);
        Assert.Empty(Landed.Faults([landed], Of((Path, "a\r\n"))));
        Assert.Contains("was edited", Assert.Single(Landed.Faults([landed], Of((Path, "a \n")))), StringComparison.Ordinal);
        Assert.Contains("is missing", Assert.Single(Landed.Faults([landed], Of())), StringComparison.Ordinal);

        const string Early = "Portal.Domain/Data/Migrations/Sqlite/20261121000001_Early.cs";
        var unlisted = Assert.Single(Landed.Faults([landed], Of((Path, "a\n"), (Early, "b\n"))));
        Assert.EndsWith($"add to landed.txt: next {Landed.Hash("b\n")} {Early}", unlisted, StringComparison.Ordinal);
        var early = new LandedFile(LandedFile.Next, Landed.Hash("b\n"), Early);
        var fault = Assert.Single(Landed.Faults([landed, early], Of((Path, "a\n"), (Early, "b\n"))));
        Assert.Contains("comes before 20261122000001_Initial", fault, StringComparison.Ordinal);
    }

    [Fact]
    public void What_a_migration_calls_has_landed_with_it()
    {
        Assert.Equal(["GuardTriggers"], Landed.Called("=> GuardTriggers.Sqlite(migrationBuilder);"));
        Assert.Contains(Landed.List(), landed => landed.Path.EndsWith("/GuardTriggers.cs", StringComparison.Ordinal));
    }

    [Fact]
    public void Both_databases_have_the_same_migrations()
    {
        using var sqlite = new SqliteDesignFactory().CreateDbContext([]);
        using var postgres = new PostgresDesignFactory().CreateDbContext([]);
        Assert.Equal(
            sqlite.GetService<IMigrationsAssembly>().Migrations.Keys.Order(StringComparer.Ordinal),
            postgres.GetService<IMigrationsAssembly>().Migrations.Keys.Order(StringComparer.Ordinal)
        );
    }

    private static Dictionary<string, string> Of(params (string Path, string Text)[] files) =>
        files.ToDictionary(file => file.Path, file => file.Text);
}
