using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;
using Npgsql;

namespace Portal.Domain.Data;

internal sealed class PostgresPortalDb(DbContextOptions<PostgresPortalDb> options) : PortalDb(options)
{
    public override Provider Provider => Provider.Postgres;

    protected override string? Violated(DbException fault) =>
        fault is PostgresException { SqlState: PostgresErrorCodes.UniqueViolation } unique ? unique.ConstraintName ?? string.Empty : null;
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
