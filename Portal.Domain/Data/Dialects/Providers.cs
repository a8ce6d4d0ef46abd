using System.Data.Common;
using Microsoft.AspNetCore.Identity;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Portal.Domain.Data;

internal sealed class SqlitePortalDb(DbContextOptions<SqlitePortalDb> options) : PortalDb(options)
{
    // SQLITE_CONSTRAINT_PRIMARYKEY and SQLITE_CONSTRAINT_UNIQUE
    private const int PrimaryKeyViolated = 1555;
    private const int UniqueViolated = 2067;

    public override Provider Provider => Provider.Sqlite;

    protected override string? Violated(DbException fault) =>
        fault is SqliteException { SqliteExtendedErrorCode: PrimaryKeyViolated or UniqueViolated }
            ? UniqueNames.Of(Model, fault.Message)
            : null;
}

internal sealed class PostgresPortalDb(DbContextOptions<PostgresPortalDb> options) : PortalDb(options)
{
    public override Provider Provider => Provider.Postgres;

    protected override string? Violated(DbException fault) =>
        fault is PostgresException { SqlState: PostgresErrorCodes.UniqueViolation } unique ? unique.ConstraintName ?? string.Empty : null;
}

/// <summary>For <c>dotnet ef</c> only: it needs a context without the host.</summary>
internal sealed class SqliteDesignFactory : IDesignTimeDbContextFactory<SqlitePortalDb>
{
    public SqlitePortalDb CreateDbContext(string[] args) =>
        new(
            new DbContextOptionsBuilder<SqlitePortalDb>()
                .UseSqlite("Data Source=design.db")
                .UseApplicationServiceProvider(IdentitySchema.Services)
                .Options
        );
}

internal sealed class PostgresDesignFactory : IDesignTimeDbContextFactory<PostgresPortalDb>
{
    public PostgresPortalDb CreateDbContext(string[] args) =>
        new(
            new DbContextOptionsBuilder<PostgresPortalDb>()
                .UseNpgsql("Host=localhost")
                .UseApplicationServiceProvider(IdentitySchema.Services)
                .Options
        );
}

/// <summary>The version of the Identity tables (3 has passkeys). The Identity context asks its application services for it, not its own property.</summary>
internal static class IdentitySchema
{
    public static IServiceProvider Services { get; } =
        new ServiceCollection()
            .Configure<IdentityOptions>(options =>
            {
                options.Stores.SchemaVersion = IdentitySchemaVersions.Version3;
                options.Stores.MaxLengthForKeys = 128;
            })
            .BuildServiceProvider();
}
