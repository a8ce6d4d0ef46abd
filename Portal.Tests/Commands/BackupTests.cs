using System.IO.Compression;
using Microsoft.EntityFrameworkCore;
using Portal.Domain.Operations;
using Portal.Domain.Reports;
using Portal.Tests.Payments;

namespace Portal.Tests.Commands;

public sealed class BackupTests
{
    [Theory, BothDatabases]
    public async Task A_backup_comes_back_whole_in_an_empty_place(Provider provider)
    {
        await using var world = await Busy(provider);
        var file = Path.Combine(world.Folder, "site.backup.tmp");
        await world.Get<BackupService>().Back(Actor.Operator, file, default);
        await using var empty = await Nothing(provider);

        var restored = await empty.Restore(file);

        Assert.True(restored.ExitCode == 0, restored.Errors);
        var (before, after) = (Path.Combine(world.Folder, "before.csv"), Path.Combine(empty.Folder, "after.csv"));
        Assert.Equal(0, (await world.Portal("export", "trial-balance", "--out", before)).ExitCode);
        Assert.Equal(0, (await empty.Run("export", "trial-balance", "--out", after)).ExitCode);
        Assert.Equal(await File.ReadAllTextAsync(before), await File.ReadAllTextAsync(after));
        // A second time it is a living site: nothing of it may be touched, its files no more than its rows.
        var bill = Directory.EnumerateFiles(Path.Combine(empty.Folder, "bills")).First();
        await File.WriteAllTextAsync(bill, "ours now");
        var again = await empty.Restore(file);
        Assert.Equal("ours now", await File.ReadAllTextAsync(bill));
        Assert.Equal((2, true), (again.ExitCode, again.Errors.Contains("Operations_", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_damaged_or_cut_backup_restores_nothing()
    {
        await using var world = await Busy(Provider.Sqlite);
        var whole = Path.Combine(world.Folder, "site.backup.tmp");
        await world.Get<BackupService>().Back(Actor.Operator, whole, default);
        await using var empty = await Nothing(Provider.Sqlite);
        var damaged = Path.Combine(world.Folder, "damaged.tmp");
        File.Copy(whole, damaged);
        await using (var zip = await ZipFile.OpenAsync(damaged, ZipArchiveMode.Update))
        {
            var bill = zip.Entries.First(entry => entry.FullName.StartsWith("bills/", StringComparison.Ordinal));
            var name = bill.FullName;
            var length = (int)bill.Length;
            bill.Delete();
            await using var other = await zip.CreateEntry(name).OpenAsync();
            await other.WriteAsync(new byte[length]);
        }

        var cut = Path.Combine(world.Folder, "cut.tmp");
        await File.WriteAllBytesAsync(cut, (await File.ReadAllBytesAsync(whole))[..^200]);

        foreach (var bad in (string[])[damaged, cut])
        {
            var refused = await empty.Restore(bad);
            Assert.True(refused.ExitCode == 2, refused.Errors);
            Assert.False(File.Exists(Path.Combine(empty.Folder, "portal.db")));
        }

        // The control: the same file unharmed goes in.
        Assert.Equal(0, (await empty.Restore(whole)).ExitCode);
    }

    [Fact]
    public async Task A_backup_whose_books_are_wrong_is_not_opened()
    {
        await using var world = await Busy(Provider.Sqlite);
        await using (var db = world.Db())
        {
            await db.Database.ExecuteSqlAsync($"""UPDATE "LedgerBalances" SET "BalanceMinor" = "BalanceMinor" + 1""");
        }

        var file = Path.Combine(world.Folder, "site.backup.tmp");
        await world.Get<BackupService>().Back(Actor.Operator, file, default);
        await using var empty = await Nothing(Provider.Sqlite);
        var refused = await empty.Restore(file);
        Assert.Equal((1, false), (refused.ExitCode, File.Exists(Path.Combine(empty.Folder, "portal.db"))));

        // Mended where it was taken, it is worth restoring.
        var mended = await world.Portal("rebuild-balances");
        Assert.True(mended.Json.GetProperty("mended").GetArrayLength() > 0, mended.Errors);
        await world.AssertProven();
    }

    [Fact]
    public async Task A_site_moves_from_SQLite_to_PostgreSQL_with_everything_in_it()
    {
        Assert.SkipWhen(Postgres.WhySkipped is not null, Postgres.WhySkipped ?? string.Empty);
        await using var world = await Busy(Provider.Sqlite);
        await using var empty = await Nothing(Provider.Postgres);

        var copied = await world.Portal("copy-database", "--to", "postgres", empty.Connection);

        Assert.True(copied.ExitCode == 0, copied.Errors);
        var second = await world.Portal("copy-database", "--to", "postgres", empty.Connection);
        Assert.Equal(2, second.ExitCode);
        // It goes on there: new rows get numbers of their own.
        await using var moved = await Npgsql.NpgsqlDataSource.Create(empty.Connection).OpenConnectionAsync();
        await using var payments = new Npgsql.NpgsqlCommand(
            """SELECT SUM("GrossMinor") FROM "Payments" WHERE "BusinessDay" = '2026-11-19'""",
            moved
        );
        Assert.Equal(10_750m, await payments.ExecuteScalarAsync());
        await using var next = new Npgsql.NpgsqlCommand(
            """SELECT nextval(pg_get_serial_sequence('"LedgerEntries"', 'Id')) > (SELECT MAX("Id") FROM "LedgerEntries")""",
            moved
        );
        Assert.Equal(true, await next.ExecuteScalarAsync());
    }

    private static async Task<World> Busy(Provider provider)
    {
        var world = await World.Create(provider);
        var (merchant, _) = await world.Organisation("qinghe");
        await world.Claim(merchant);
        var first = SampleRows.Payment(1, 10_000);
        await world.ImportAndPost(SampleRows.Bill(first, SampleRows.Payment(2, 750), SampleRows.Refund(1, first, 3_000)));
        await world.Settle();
        await world.AssertProven();
        return world;
    }

    private static Task<EmptyPlace> Nothing(Provider provider) => EmptyPlace.Make(provider);
}

/// <summary>A data directory, and a database where PostgreSQL is used, that hold nothing yet.</summary>
internal sealed class EmptyPlace : IAsyncDisposable
{
    private string? _database;

    public string Folder { get; } = Directory.CreateTempSubdirectory("portal-empty-").FullName;

    public string Connection { get; private set; } = string.Empty;

    public static async Task<EmptyPlace> Make(Provider provider)
    {
        var place = new EmptyPlace();
        if (provider == Provider.Postgres)
        {
            place._database = $"empty_{Environment.ProcessId}_{Path.GetFileName(place.Folder).Replace('-', '_')}";
            await Postgres.Run($"CREATE DATABASE \"{place._database}\"");
            place.Connection = Postgres.ConnectionTo(place._database);
        }

        return place;
    }

    public Task<Shell.Outcome> Restore(string file) => Run("restore", file);

    public Task<Shell.Outcome> Run(params string[] args) =>
        Shell.Portal(Folder, _database is null ? Provider.Sqlite : Provider.Postgres, Connection, args);

    public Task<Shell.Outcome> RunKilledAfter(TimeSpan? life, params string[] args) =>
        Shell.Run(Folder, _database is null ? Provider.Sqlite : Provider.Postgres, Connection, life, args);

    /// <summary>Whether the PostgreSQL database has been filled.</summary>
    public bool HoldsPeople()
    {
        using var connection = new Npgsql.NpgsqlConnection(Connection);
        connection.Open();
        using var made = new Npgsql.NpgsqlCommand("""SELECT to_regclass('"Users"') IS NOT NULL""", connection);
        if (made.ExecuteScalar() is not true)
        {
            return false;
        }

        using var people = new Npgsql.NpgsqlCommand("""SELECT EXISTS (SELECT 1 FROM "Users")""", connection);
        return people.ExecuteScalar() is true;
    }

    public async ValueTask DisposeAsync()
    {
        Directory.Delete(Folder, recursive: true);
        if (_database is not null)
        {
            Npgsql.NpgsqlConnection.ClearAllPools();
            await Postgres.Run($"DROP DATABASE IF EXISTS \"{_database}\" WITH (FORCE)");
        }
    }
}
