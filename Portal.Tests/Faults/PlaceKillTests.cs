using Microsoft.Data.Sqlite;
using Portal.Tests.Commands;
using Portal.Tests.Payments;

namespace Portal.Tests.Faults;

/// <summary>
/// Ends the commands that make and move whole databases with SIGKILL at random moments and starts them again: migrate, backup, restore,
/// copy-database. PORTAL_KILL_ROUNDS sets how many kills each (1 when absent).
/// </summary>
public sealed class PlaceKillTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, BothDatabases]
    public async Task Kill_9_during_the_first_migration_leaves_a_site_that_starts(Provider provider)
    {
        await using var world = await World.Create(Provider.Sqlite);
        var kills = await Kills.Begin(world);
        do
        {
            await using var place = await EmptyPlace.Make(provider);
            await kills.UntilDone(life => place.RunKilledAfter(life, "migrate"), "migrate", () => false);
            var proven = await place.Run("verify");
            Assert.True(proven.ExitCode == 0, $"seed {kills.Seed}: {proven.Errors}");
        } while (kills.Count < Kills.Rounds(1));
    }

    [Fact]
    public async Task The_lock_of_a_migration_that_was_killed_stops_nobody()
    {
        await using var place = await EmptyPlace.Make(Provider.Sqlite);
        await using (var left = new SqliteConnection($"Data Source={Path.Combine(place.Folder, "portal.db")};Pooling=False"))
        {
            await left.OpenAsync(Ct);
            await using var command = left.CreateCommand();
            command.CommandText = """
                CREATE TABLE "__EFMigrationsLock" ("Id" INTEGER NOT NULL PRIMARY KEY, "Timestamp" TEXT NOT NULL);
                INSERT INTO "__EFMigrationsLock" VALUES (1, '2026-11-20 04:00:00');
                """;
            await command.ExecuteNonQueryAsync(Ct);
        }

        var migrated = await place.RunKilledAfter(TimeSpan.FromMinutes(5), "migrate");
        Assert.True(migrated.ExitCode == 0, $"Killed after five minutes of waiting: {migrated.Killed}. {migrated.Errors}");
    }

    [Theory, BothDatabases]
    public async Task Kill_9_during_backup_and_restore_leaves_a_whole_site_or_none(Provider provider)
    {
        await using var world = await Busy(provider);
        var kills = await Kills.Begin(world);
        var before = await Books(file => world.Portal("export", "trial-balance", "--out", file), world.Folder);
        for (var round = 0; kills.Count < Kills.Rounds(1); round++)
        {
            var file = Path.Combine(world.Folder, $"backup-{round}.tmp");
            // Under its name there is a whole backup or nothing.
            await kills.UntilDone(life => world.PortalKilledAfter(life, "backup", "--out", file), "backup", () => File.Exists(file));
            await using var place = await EmptyPlace.Make(provider);
            await kills.UntilDone(life => place.RunKilledAfter(life, "restore", file), "restore", () => IsThere(place, provider));
            var proven = await place.Run("verify");
            Assert.True(proven.ExitCode == 0, $"seed {kills.Seed}: {proven.Errors}");
            Assert.Equal(before, await Books(to => place.Run("export", "trial-balance", "--out", to), place.Folder));
        }
    }

    [Fact]
    public async Task Kill_9_during_copy_database_leaves_a_whole_copy_or_none()
    {
        Assert.SkipWhen(Postgres.WhySkipped is not null, Postgres.WhySkipped ?? string.Empty);
        await using var world = await Busy(Provider.Sqlite);
        var kills = await Kills.Begin(world);
        do
        {
            await using var place = await EmptyPlace.Make(Provider.Postgres);
            await kills.UntilDone(
                life => world.PortalKilledAfter(life, "copy-database", "--to", "postgres", place.Connection),
                "copy-database",
                () => IsThere(place, Provider.Postgres)
            );
            // The copy's trail was signed with the key of the site it is of.
            var proven = await Shell.Portal(world.Folder, Provider.Postgres, place.Connection, "verify");
            Assert.True(proven.ExitCode == 0, $"seed {kills.Seed}: {proven.Errors}");
        } while (kills.Count < Kills.Rounds(1));
    }

    /// <summary>Whether what was killed had come through: then it refuses to be done again.</summary>
    private static bool IsThere(EmptyPlace place, Provider provider) =>
        provider == Provider.Sqlite ? File.Exists(Path.Combine(place.Folder, "portal.db")) : place.HoldsPeople();

    private static async Task<string> Books(Func<string, Task<Shell.Outcome>> export, string folder)
    {
        var file = Path.Combine(folder, $"{Guid.NewGuid():N}.tmp");
        var outcome = await export(file);
        Assert.True(outcome.ExitCode == 0, outcome.Errors);
        return await File.ReadAllTextAsync(file, Ct);
    }

    private static async Task<World> Busy(Provider provider)
    {
        var world = await World.Create(provider);
        var (merchant, _) = await world.Organisation("qinghe");
        await world.Claim(merchant);
        await world.ImportAndPost(SampleRows.Bill(Enumerable.Range(1, 5_000).Select(n => SampleRows.Payment(n, 1_000 + n))));
        await world.Settle();
        return world;
    }
}
