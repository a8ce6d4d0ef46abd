using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Npgsql;
using Portal.Domain;
using Portal.Domain.Data;
using Portal.Domain.Kernel;

namespace Portal.Benchmarks;

/// <summary>A migrated, empty site in a folder of its own (and, on PostgreSQL, in a database of its own), gone with the object.</summary>
internal sealed class Site : IAsyncDisposable
{
    /// <summary>The connection string of a PostgreSQL server on which the benchmarks may make and drop databases.</summary>
    public const string PostgresVariable = "PORTAL_BENCHMARK_POSTGRES";

    private readonly ServiceProvider _services;
    private readonly string? _server;
    private readonly string _database;
    private readonly bool _keep;

    private Site(ServiceProvider services, string folder, string? server, string database, bool keep)
    {
        _keep = keep;
        _services = services;
        Folder = folder;
        _server = server;
        _database = database;
    }

    public string Folder { get; }

    /// <summary>On SQLite, or on the PostgreSQL server that is named.</summary>
    public static async Task<Site> Open(string? server = null)
    {
        var folder = Directory.CreateTempSubdirectory("portal-benchmark-").FullName;
        var database = $"benchmark_{Guid.NewGuid():N}";
        var settings = new DatabaseSettings { DataDirectory = folder };
        if (server is not null)
        {
            await OnServer(server, $"CREATE DATABASE {database}");
            settings.Provider = Provider.Postgres;
            settings.ConnectionString = new NpgsqlConnectionStringBuilder(server) { Database = database }.ToString();
        }

        return await Open(settings, server, database, keep: false);
    }

    /// <summary>A SQLite site that another process has made and will take away.</summary>
    public static Task<Site> Again(string folder) => Open(new DatabaseSettings { DataDirectory = folder }, null, string.Empty, keep: true);

    private static async Task<Site> Open(DatabaseSettings settings, string? server, string database, bool keep)
    {
        var services = new ServiceCollection();
        services.AddLogging(logging => logging.SetMinimumLevel(LogLevel.Error));
        services.AddPortalDomain(settings, SettlementZone.Default);
        var site = new Site(services.BuildServiceProvider(), settings.DataDirectory, server, database, keep);
        await site.Get<Migrator>().Migrate(CancellationToken.None);
        return site;
    }

    public T Get<T>()
        where T : notnull => _services.GetRequiredService<T>();

    public PortalDb Db() => Get<IDbContextFactory<PortalDb>>().CreateDbContext();

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        if (_server is not null)
        {
            NpgsqlConnection.ClearAllPools();
            await OnServer(_server, $"DROP DATABASE {_database} WITH (FORCE)");
        }

        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        if (!_keep)
        {
            Directory.Delete(Folder, recursive: true);
        }
    }

    private static async Task OnServer(string server, string sql)
    {
        await using var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(server) { Database = "postgres" }.ToString());
        await connection.OpenAsync();
        // To drop ten million rows takes its time.
        await using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 0 };
        await command.ExecuteNonQueryAsync();
    }
}
