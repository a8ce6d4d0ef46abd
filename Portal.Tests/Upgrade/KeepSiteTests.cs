using System.Diagnostics;
using System.IO.Compression;
using System.Text.Json;
using Microsoft.Data.Sqlite;
using Npgsql;
using Portal.Tests.Commands;

namespace Portal.Tests.Upgrade;

/// <summary>
/// Makes the small site that is kept of a release (docs/operating/upgrading.md, for whoever releases). Every run makes one and unpacks it
/// again, so that it can be made on the day it is wanted; PORTAL_KEEP_RELEASE=1 leaves it in the repository, and never over one that is there.
/// </summary>
public sealed class KeepSiteTests
{
    private const string Variable = "PORTAL_KEEP_RELEASE";

    private static readonly JsonSerializerOptions Json = new() { WriteIndented = true };

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, BothDatabases]
    public async Task A_site_of_this_version_can_be_kept(Provider provider)
    {
        await using var place = await EmptyPlace.Make(provider);
        var archive = Path.Combine(Directory.CreateTempSubdirectory("portal-kept-").FullName, "site.zip");
        KeptFacts facts;
        await using (var world = World.Over(provider, place.Folder, place.Connection, World.Start.UtcDateTime))
        {
            await world.Get<Migrator>().Migrate(Ct);
            facts = await new SmallSite(world).Fill();
        }

        await Pack(place, provider, facts, archive);
        await using (var site = await KeptSites.UnpackFile(archive, provider))
        {
            await using var world = site.Open();
            await UpgradeTests.Use(world, site.Facts);
        }

        if (Environment.GetEnvironmentVariable(Variable) == "1")
        {
            var kept = KeptSites.Archive(KeptSites.Folder, facts.Version, provider);
            Directory.CreateDirectory(Path.GetDirectoryName(kept)!);
            File.Copy(archive, kept);
        }

        Directory.Delete(Path.GetDirectoryName(archive)!, recursive: true);
    }

    private static async Task Pack(EmptyPlace place, Provider provider, KeptFacts facts, string archive)
    {
        SqliteConnection.ClearAllPools();
        NpgsqlConnection.ClearAllPools();
        await using var zip = await ZipFile.OpenAsync(archive, ZipArchiveMode.Create, Ct);
        await Add(zip, KeptSites.FactsFile, JsonSerializer.SerializeToUtf8Bytes(facts, Json));
        foreach (var file in Directory.EnumerateFiles(place.Folder, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
        {
            var name = Path.GetRelativePath(place.Folder, file).Replace('\\', '/');
            if (name.StartsWith("portal.db", StringComparison.Ordinal) || name.EndsWith(".tmp", StringComparison.Ordinal))
            {
                continue;
            }

            await Add(zip, name, await File.ReadAllBytesAsync(file, Ct));
        }

        if (provider == Provider.Sqlite)
        {
            await Add(zip, "portal.db", await Copy(Path.Combine(place.Folder, "portal.db")));
        }
        else
        {
            await Add(zip, KeptSites.DumpFile, System.Text.Encoding.UTF8.GetBytes(await Dump(place.Connection)));
        }
    }

    private static async Task Add(ZipArchive zip, string name, byte[] bytes)
    {
        var entry = zip.CreateEntry(name, CompressionLevel.SmallestSize);
        await using var to = await entry.OpenAsync(Ct);
        await to.WriteAsync(bytes, Ct);
    }

    /// <summary>The database in one file, as small as it can be, with what its write-ahead log still held.</summary>
    private static async Task<byte[]> Copy(string database)
    {
        var copy = database + ".small.tmp";
        await using (var connection = new SqliteConnection($"Data Source={database};Pooling=False"))
        {
            await connection.OpenAsync(Ct);
            await using var command = connection.CreateCommand();
            command.CommandText = "VACUUM INTO $copy";
            command.Parameters.AddWithValue("$copy", copy);
            await command.ExecuteNonQueryAsync(Ct);
        }

        return await File.ReadAllBytesAsync(copy, Ct);
    }

    /// <summary>Plain SQL that any later server and Npgsql alone can load: without psql's own commands and this server's settings.</summary>
    private static async Task<string> Dump(string connection)
    {
        var to = new NpgsqlConnectionStringBuilder(connection);
        var start = new ProcessStartInfo(
            PgDump(),
            [
                "--host",
                to.Host!,
                "--port",
                to.Port.ToString(System.Globalization.CultureInfo.InvariantCulture),
                "--username",
                to.Username!,
                "--no-owner",
                "--no-privileges",
                "--rows-per-insert=200",
                to.Database!,
            ]
        )
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["PGPASSWORD"] = to.Password ?? string.Empty;
        using var dump = Process.Start(start)!;
        var (sql, errors) = (dump.StandardOutput.ReadToEndAsync(Ct), dump.StandardError.ReadToEndAsync(Ct));
        await dump.WaitForExitAsync(Ct);
        Assert.True(dump.ExitCode == 0, await errors);
        string[] left = ["\\", "--", "SET "];
        return string.Join('\n', (await sql).Split('\n').Where(line => line.Length > 0 && !left.Any(line.StartsWith)));
    }

    private static string PgDump()
    {
        const string Servers = "/usr/lib/postgresql";
        return Directory.Exists(Servers)
            ? Directory
                .EnumerateDirectories(Servers)
                .Select(folder => Path.Combine(folder, "bin", "pg_dump"))
                .Where(File.Exists)
                .OrderByDescending(path => path, StringComparer.Ordinal)
                .FirstOrDefault("pg_dump")
            : "pg_dump";
    }
}
