using Microsoft.EntityFrameworkCore;
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
                    .AddInterceptors(
                        RowLocks.Instance,
                        WriteHolds.Instance,
                        LoneWrites.Instance,
                        SoundTexts.Instance,
                        LostRaces.Instance,
                        SealsOnCommit.Instance
                    )
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
