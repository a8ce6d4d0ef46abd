using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Npgsql;
using Portal.Domain;
using Portal.Domain.Data;
using Portal.Domain.Kernel;

namespace Portal.Benchmarks;

/// <summary>
/// A migrated, empty site in a folder of its own, gone with the object: SQLite, or a database of its own on the PostgreSQL server that
/// PORTAL_BENCH_POSTGRES names.
/// </summary>
internal sealed class Site : IAsyncDisposable
{
    private readonly ServiceProvider _services;
    private readonly string? _database;
    private readonly bool _keep;

    private Site(ServiceProvider services, string folder, string? database, bool keep)
    {
        _services = services;
        Folder = folder;
        _database = database;
        _keep = keep;
    }

    public string Folder { get; }

    public static string Server => Environment.GetEnvironmentVariable("PORTAL_BENCH_POSTGRES") ?? string.Empty;

    public static async Task<Site> Open(bool postgres = false)
    {
        var folder = Directory.CreateTempSubdirectory("portal-benchmark-").FullName;
        var settings = new DatabaseSettings { DataDirectory = folder };
        string? database = null;
        if (postgres)
        {
            database = Path.GetFileName(folder).ToLowerInvariant().Replace('-', '_');
            await OnServer($"CREATE DATABASE \"{database}\"");
            settings.Provider = Provider.Postgres;
            settings.ConnectionString = $"{Server};Database={database}";
        }

        return await Open(settings, database, keep: false);
    }

    /// <summary>A SQLite site that another process has made and will take away.</summary>
    public static Task<Site> Again(string folder) => Open(new DatabaseSettings { DataDirectory = folder }, null, keep: true);

    private static async Task<Site> Open(DatabaseSettings settings, string? database, bool keep)
    {
        var services = new ServiceCollection();
        services.AddLogging(logging => logging.SetMinimumLevel(LogLevel.Error));
        services.AddPortalDomain(settings, SettlementZone.Default);
        var site = new Site(services.BuildServiceProvider(), settings.DataDirectory, database, keep);
        await site.Get<Migrator>().Migrate(CancellationToken.None);
        return site;
    }

    public T Get<T>()
        where T : notnull => _services.GetRequiredService<T>();

    public PortalDb Db() => Get<IDbContextFactory<PortalDb>>().CreateDbContext();

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        if (_database is not null)
        {
            NpgsqlConnection.ClearAllPools();
            await OnServer($"DROP DATABASE \"{_database}\" WITH (FORCE)");
        }

        if (!_keep)
        {
            Directory.Delete(Folder, recursive: true);
        }
    }

    private static async Task OnServer(string sql)
    {
        await using var connection = new NpgsqlConnection($"{Server};Database=postgres");
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
#pragma warning disable CA2100 // The name is our own.
        command.CommandText = sql;
#pragma warning restore CA2100
        await command.ExecuteNonQueryAsync();
    }
}
