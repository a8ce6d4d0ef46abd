using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Portal.Domain.Audit;

namespace Portal.Domain.Data;

/// <summary>Opens a context a sentence: one per service method, never shared (docs/style.md 12).</summary>
internal sealed class PortalDbFactory : IDbContextFactory<PortalDb>
{
    private readonly Func<PortalDb> _make;

    public PortalDbFactory(DatabaseSettings settings, AuditChain? chain, RefusalTrail? refusals, TimeProvider clock)
    {
        Settings = settings;
        switch (settings.Provider)
        {
            case Provider.Sqlite:
                var sqlite = new DbContextOptionsBuilder<SqlitePortalDb>()
                    .UseSqlite(settings.SqliteConnectionString)
                    .AddInterceptors(
                        SqlitePragmas.Instance,
                        WriteHolds.Instance,
                        LoneWrites.Instance,
                        SoundTexts.Instance,
                        LostRaces.Instance,
                        SealsOnCommit.Instance
                    )
                    .UseApplicationServiceProvider(IdentitySchema.Services)
                    .Options;
                _make = () =>
                    new SqlitePortalDb(sqlite)
                    {
                        Chain = chain,
                        Refusals = refusals,
                        Time = clock,
                    };
                break;
            case Provider.Postgres:
                var postgres = new DbContextOptionsBuilder<PostgresPortalDb>()
                    .UseNpgsql(settings.PostgresConnectionString)
                    .AddInterceptors(WriteHolds.Instance, LoneWrites.Instance, SoundTexts.Instance, LostRaces.Instance, SealsOnCommit.Instance)
                    .UseApplicationServiceProvider(IdentitySchema.Services)
                    .Options;
                _make = () =>
                    new PostgresPortalDb(postgres)
                    {
                        Chain = chain,
                        Refusals = refusals,
                        Time = clock,
                    };
                break;
            default:
                throw new InvalidOperationException($"Unknown provider {settings.Provider}.");
        }
    }

    public DatabaseSettings Settings { get; }

    public PortalDb CreateDbContext() => _make();
}

/// <summary>
/// Durable settings of every SQLite connection: money must survive a power cut, and two writers wait for each other. The cache holds the
/// pages that a slice of bulk rows touches (16 MiB), and the log grows to 32 MiB before it is written back, so that a page touched by many
/// slices is written back once.
/// </summary>
internal sealed class SqlitePragmas : DbConnectionInterceptor
{
    private const string Reading = "PRAGMA busy_timeout=30000; PRAGMA foreign_keys=ON; PRAGMA cache_size=-16384;";
    private const string Pragmas = "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA wal_autocheckpoint=8000; " + Reading;

    public static SqlitePragmas Instance { get; } = new();

    public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData)
    {
        using var command = connection.CreateCommand();
        command.CommandText = Of(connection);
        command.ExecuteNonQuery();
    }

    public override async Task ConnectionOpenedAsync(
        DbConnection connection,
        ConnectionEndEventData eventData,
        CancellationToken cancellationToken = default
    )
    {
        await using var command = connection.CreateCommand();
        command.CommandText = Of(connection);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    // EF looks read-only whether there is a database: a file that a killed start left without its write-ahead log must not stop the next one.
    private static string Of(DbConnection connection) =>
        connection.ConnectionString.Contains("Mode=ReadOnly", StringComparison.OrdinalIgnoreCase) ? Reading : Pragmas;
}
