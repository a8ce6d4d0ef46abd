using System.Globalization;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Portal.Tests.Faults;
using Portal.Tests.Payments;

namespace Portal.Tests.Upgrade;

/// <summary>
/// A site of every released version goes through all later migrations, on both databases, whatever ends the program in between; afterwards its
/// promises hold, its schema is that of a new site, and it is used.
/// </summary>
public sealed class UpgradeTests
{
    private const int PointsMax = 200;

    /// <summary>128 and the number of SIGKILL.</summary>
    private const int Killed = 137;
    private const string Guards = "20261122000002_Guards";

    /// <summary>Among the statements of a migration.</summary>
    private static readonly string[] Ends = ["1", "2", "9", "13", StartupHook.Committing, StartupHook.Committed];

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public void A_site_of_every_released_version_is_kept_and_small()
    {
        Assert.Contains(KeptSites.First, KeptSites.Versions);
        Assert.All(
            KeptSites.Versions,
            version => Assert.InRange(Enum.GetValues<Provider>().Sum(one => new FileInfo(Path(version, one)).Length), 1, 400_000)
        );
        Assert.All(
            Landed.List(),
            file => Assert.True(file.Release == LandedFile.Next || KeptSites.Versions.Contains(file.Release), file.Path)
        );
    }

    [Theory, BothDatabases]
    public async Task Every_released_site_comes_to_this_version_and_is_used(Provider provider)
    {
        foreach (var version in KeptSites.Versions)
        {
            await using var site = await KeptSites.Unpack(version, provider);
            var before = await Look(site);

            var migrated = await site.Migrate();

            Assert.True(migrated.ExitCode == 0, $"{version}: {migrated.Errors}");
            await using var world = site.Open();
            await AssertWhole(world, before);
            await Use(world, site.Facts);
        }
    }

    /// <summary>For want of a later migration the site is set back to where the last one of its own had not run yet.</summary>
    [Theory, BothDatabases]
    public async Task Kill_9_at_points_of_a_migration_leaves_what_the_next_start_finishes(Provider provider)
    {
        await using var site = await KeptSites.Unpack(KeptSites.First, provider);
        var before = await Look(site);
        await WithoutGuards(site);
        foreach (var end in Ends)
        {
            var ended = await site.Migrate(end);
            Assert.True(ended.ExitCode == Killed, $"It was not ended at {end}: {ended.ExitCode} {ended.Errors}");
            // Whole or not there at all.
            var done = end == StartupHook.Committed;
            await using var look = site.Open();
            await using var db = look.Db();
            Assert.Equal(done, (await db.Database.GetAppliedMigrationsAsync(Ct)).Contains(Guards));
            Assert.Equal(done, (await Schema.Of(db)).Any(line => line.StartsWith("trigger ", StringComparison.Ordinal)));
        }

        var migrated = await site.Migrate();
        Assert.True(migrated.ExitCode == 0, migrated.Errors);
        await using var world = site.Open();
        await AssertWhole(world, before);
        await Use(world, site.Facts);
    }

    [Theory, BothDatabases]
    public async Task Ended_at_any_statement_of_releases_to_come_a_site_arrives_whole(Provider provider)
    {
        await using var site = await KeptSites.Unpack(KeptSites.First, provider);
        var before = await Look(site);
        await using var world = site.Open(Planted.In<Growing>());
        var (ends, seen) = (0, new SortedSet<string>(StringComparer.Ordinal));
        for (var point = 1; await Ended(world, point); point++)
        {
            Assert.True(++ends < PointsMax, "It never comes through.");
            if (seen.Add(await Stage(world)))
            {
                // The rest is shorter now.
                point = 0;
            }
        }

        // Before both, between them, and when only the answer was lost.
        Assert.Equal(["notes False, tiers False", "notes True, tiers False", "notes True, tiers True"], seen);
        Assert.True(ends > 10, $"{ends} ends: nothing was tried.");
        await AssertWhole(world, before, Planted.In<Growing>());
        await using (var db = world.Db())
        {
            var merchants = await db.Merchants.CountAsync(Ct);
            Assert.True(merchants > 1);
            Assert.Equal(merchants, await One(db, "SELECT COUNT(*) AS \"Value\" FROM \"UpgradeNotes\""));
            Assert.Equal(0, await One(db, "SELECT COUNT(*) AS \"Value\" FROM \"Merchants\" WHERE \"Tier\" <> \"Id\" + 1"));
        }

        await Use(world, site.Facts);
    }

    [Theory, BothDatabases]
    public async Task A_migration_that_old_rows_cannot_bear_is_refused_and_the_site_stands_as_it_stood(Provider provider)
    {
        await using var site = await KeptSites.Unpack(KeptSites.First, provider);
        var before = await Look(site);
        await using (var world = site.Open(Planted.In<Careless>()))
        {
            var refusal = await Assert.ThrowsAsync<Refusal>(() => world.Get<Migrator>().Migrate(Ct));
            Assert.Equal(DataRefusals.DatabaseRefused, refusal.Code);
        }

        await using var old = site.Open();
        // As its next start does: the rows of a release without seals are sealed when its migrations are through.
        await old.Get<Migrator>().Migrate(Ct);
        await AssertWhole(old, before);
        await Use(old, site.Facts);
    }

    [Theory, BothDatabases]
    public async Task A_migration_that_harms_the_books_or_takes_a_guard_away_is_noticed(Provider provider)
    {
        await using (var site = await KeptSites.Unpack(KeptSites.First, provider))
        {
            var before = await Look(site);
            await using var world = site.Open(Planted.In<Harmful>());
            await world.Get<Migrator>().Migrate(Ct);
            var fault = await Record.ExceptionAsync(() => AssertWhole(world, before, Planted.In<Harmful>()));
            Assert.Contains("I-06", fault?.Message, StringComparison.Ordinal);
        }

        await using (var site = await KeptSites.Unpack(KeptSites.First, provider))
        {
            var before = await Look(site);
            await using var world = site.Open(Planted.In<Loosening>());
            await world.Get<Migrator>().Migrate(Ct);
            var fault = await Record.ExceptionAsync(() => AssertWhole(world, before, Planted.In<Loosening>()));
            Assert.Contains("trigger ", fault?.Message, StringComparison.Ordinal);
        }
    }

    private static string Path(string version, Provider provider) => KeptSites.Archive(KeptSites.Folder, version, provider);

    private static async Task<IReadOnlyList<string>> Look(KeptSite site)
    {
        await using var world = site.Open();
        await using var db = world.Db();
        return await Schema.Of(db);
    }

    /// <summary>The promises hold, nothing of the old schema is gone, and it is the schema that a new site gets.</summary>
    private static async Task AssertWhole(World world, IReadOnlyList<string> before, Action<IServiceCollection>? services = null)
    {
        Assert.True(await world.Get<Migrator>().IsCurrent(Ct));
        await world.AssertProven();
        await using var db = world.Db();
        var after = await Schema.Of(db);
        Assert.Empty(Schema.Gone(before, after));
        await using var place = await Commands.EmptyPlace.Make(db.Provider);
        await using var made = World.Over(db.Provider, place.Folder, place.Connection, world.Clock.GetUtcNow().UtcDateTime, services);
        await made.Get<Migrator>().Migrate(Ct);
        await using var fresh = made.Db();
        Assert.Equal(await Schema.Of(fresh), after);
    }

    /// <summary>A person signs in by password and code, the day that was open is closed, and everything still proves.</summary>
    internal static async Task Use(World world, KeptFacts facts)
    {
        await using var scope = world.Services.CreateAsyncScope();
        var users = scope.ServiceProvider.GetRequiredService<UserManager<PortalUser>>();
        var user = await users.FindByEmailAsync(facts.Email);
        Assert.NotNull(user);
        Assert.True(await world.Get<PasswordWork>().Matches(users, user, facts.Password, Ct));
        var code = TotpRules.Code(Convert.FromHexString(facts.Secret), TotpRules.StepOf(world.Clock.UtcNow()));
        var way = await world.Get<SecondFactorService>().Use(Actor.Visitor("test"), user.Id, code, Ct);
        var person = await world.SignedIn(Actor.User(user.Id, user.DisplayName, "test"), way);
        Assert.NotEmpty((await world.Get<PeopleService>().Me(person, Ct)).Staff);

        await using var db = world.Db();
        var closed = await db.Statements.CountAsync(Ct);
        Assert.False(await db.Statements.AnyAsync(row => row.PeriodTo >= facts.OpenDay, Ct));
        await world.Settle(facts.OpenDay);
        Assert.True(await db.Statements.CountAsync(Ct) > closed);
        Assert.True(await db.Statements.AnyAsync(row => row.PeriodTo == facts.OpenDay && row.GrossMinor > 0, Ct));
        await world.AssertProven();
    }

    private static async Task<bool> Ended(World world, int point)
    {
        using var end = FaultPoint.At(point);
        var fault = await Record.ExceptionAsync(() => world.Get<Migrator>().Migrate(Ct));
        Assert.True(fault is null || end.Fired, fault?.ToString());
        return end.Fired;
    }

    /// <summary>Which of the planted migrations is in, as its schema and its name agree.</summary>
    private static async Task<string> Stage(World world)
    {
        await using var db = world.Db();
        var applied = await db.Database.GetAppliedMigrationsAsync(Ct);
        var schema = await Schema.Of(db);
        bool In(string name, string line)
        {
            var there = applied.Any(one => one.EndsWith(name, StringComparison.Ordinal));
            Assert.Equal(there, schema.Any(one => one.StartsWith(line, StringComparison.Ordinal)));
            return there;
        }

        var (notes, tiers) = (In("_Notes", "column UpgradeNotes.Words"), In("_Tiers", "column Merchants.Tier"));
        return string.Create(CultureInfo.InvariantCulture, $"notes {notes}, tiers {tiers}");
    }

    private static Task<long> One(PortalDb db, string sql) => db.Database.SqlQueryRaw<long>(sql).SingleAsync(Ct);

    private static async Task WithoutGuards(KeptSite site)
    {
        await using var world = site.Open();
        await using var db = world.Db();
        foreach (var line in (await Schema.Of(db)).Where(line => line.StartsWith("trigger ", StringComparison.Ordinal)))
        {
            var (table, name) = (line["trigger ".Length..].Split('.')[0].Trim('"'), line.Split('.')[1]);
            await db.Database.ExecuteSqlRawAsync(
                site.Provider == Provider.Sqlite ? $"DROP TRIGGER \"{name}\"" : $"DROP TRIGGER \"{name}\" ON \"{table}\"",
                Ct
            );
        }

        if (site.Provider == Provider.Postgres)
        {
            await db.Database.ExecuteSqlRawAsync("DROP FUNCTION portal_append_only(); DROP FUNCTION portal_only_cut();", Ct);
        }

        await db.Database.ExecuteSqlAsync($"DELETE FROM \"__EFMigrationsHistory\" WHERE \"MigrationId\" = {Guards}", Ct);
    }
}
