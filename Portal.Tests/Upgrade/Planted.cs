using System.Reflection;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.EntityFrameworkCore.Migrations.Internal;
using Microsoft.Extensions.DependencyInjection;
using Portal.Domain.Audit;

#pragma warning disable EF1001 // A test's own migrations have to come from somewhere, and EF has no other door.

namespace Portal.Tests.Upgrade;

/// <summary>Migrations of releases to come, for as long as there is none: the product's own and, after them, planted ones.</summary>
internal abstract class Planted(
    ICurrentDbContext context,
    IDbContextOptions options,
    IMigrationsIdGenerator ids,
    IDiagnosticsLogger<DbLoggerCategory.Migrations> logger
) : MigrationsAssembly(context, options, ids, logger)
{
    protected abstract Type[] Later { get; }

    public override IReadOnlyDictionary<string, TypeInfo> Migrations =>
        new SortedDictionary<string, TypeInfo>(
            base.Migrations.Concat(
                    Later.Select(type => KeyValuePair.Create(type.GetCustomAttribute<MigrationAttribute>()!.Id, type.GetTypeInfo()))
                )
                .ToDictionary(pair => pair.Key, pair => pair.Value),
            StringComparer.Ordinal
        );

    /// <summary>Lets a site see the planted migrations.</summary>
    public static Action<IServiceCollection> In<T>()
        where T : Planted =>
        services =>
            services.AddSingleton<IDbContextFactory<PortalDb>>(provider => new Factory<T>(
                new PortalDbFactory(
                    provider.GetRequiredService<DatabaseSettings>(),
                    provider.GetRequiredService<AuditChain>(),
                    provider.GetRequiredService<RefusalTrail>(),
                    provider.GetRequiredService<TimeProvider>()
                )
            ));

    private sealed class Factory<T>(PortalDbFactory inner) : IDbContextFactory<PortalDb>
        where T : Planted
    {
        public PortalDb CreateDbContext()
        {
            using var db = inner.CreateDbContext();
            var options = db.GetService<IDbContextOptions>();
            PortalDb made =
                db.Provider == Provider.Sqlite
                    ? new SqlitePortalDb(
                        With(new DbContextOptionsBuilder<SqlitePortalDb>((DbContextOptions<SqlitePortalDb>)options)).Options
                    )
                    {
                        Chain = db.Chain,
                        Refusals = db.Refusals,
                        Time = db.Time,
                    }
                    : new PostgresPortalDb(
                        With(new DbContextOptionsBuilder<PostgresPortalDb>((DbContextOptions<PostgresPortalDb>)options)).Options
                    )
                    {
                        Chain = db.Chain,
                        Refusals = db.Refusals,
                        Time = db.Time,
                    };
            return made;
        }

        private static DbContextOptionsBuilder<TContext> With<TContext>(DbContextOptionsBuilder<TContext> builder)
            where TContext : DbContext => builder.ReplaceService<IMigrationsAssembly, T>();
    }
}

/// <summary>Two releases that behave: they add, fill what they added from what was there, and take nothing.</summary>
internal sealed class Growing(
    ICurrentDbContext context,
    IDbContextOptions options,
    IMigrationsIdGenerator ids,
    IDiagnosticsLogger<DbLoggerCategory.Migrations> logger
) : Planted(context, options, ids, logger)
{
    protected override Type[] Later => [typeof(Notes), typeof(Tiers)];

    [Migration("99990101000001_Notes")]
    private sealed class Notes : Migration
    {
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                "UpgradeNotes",
                table => new { MerchantId = table.Column<long>(), Words = table.Column<string>(maxLength: 200) },
                constraints: table => table.PrimaryKey("PK_UpgradeNotes", row => row.MerchantId)
            );
            migrationBuilder.Sql("INSERT INTO \"UpgradeNotes\" SELECT \"Id\", \"Slug\" FROM \"Merchants\"");
            migrationBuilder.CreateIndex("IX_UpgradeNotes_Words", "UpgradeNotes", "Words", unique: true);
        }
    }

    [Migration("99990101000002_Tiers")]
    private sealed class Tiers : Migration
    {
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<long>("Tier", "Merchants", nullable: false, defaultValue: 0L);
            migrationBuilder.AddColumn<string>("Nickname", "Users", maxLength: 80, nullable: true);
            migrationBuilder.Sql("UPDATE \"Merchants\" SET \"Tier\" = \"Id\" + 1");
            migrationBuilder.CreateIndex("IX_Merchants_Tier", "Merchants", "Tier");
        }
    }
}

/// <summary>A column that nobody who was there before can fill.</summary>
internal sealed class Careless(
    ICurrentDbContext context,
    IDbContextOptions options,
    IMigrationsIdGenerator ids,
    IDiagnosticsLogger<DbLoggerCategory.Migrations> logger
) : Planted(context, options, ids, logger)
{
    protected override Type[] Later => [typeof(Grade)];

    [Migration("99990101000001_Grade")]
    internal sealed class Grade : Migration
    {
        protected override void Up(MigrationBuilder migrationBuilder) =>
            migrationBuilder.AddColumn<long>("Grade", "Merchants", nullable: false);
    }
}

/// <summary>A backfill that touches the books.</summary>
internal sealed class Harmful(
    ICurrentDbContext context,
    IDbContextOptions options,
    IMigrationsIdGenerator ids,
    IDiagnosticsLogger<DbLoggerCategory.Migrations> logger
) : Planted(context, options, ids, logger)
{
    protected override Type[] Later => [typeof(Rounding)];

    [Migration("99990101000001_Rounding")]
    private sealed class Rounding : Migration
    {
        protected override void Up(MigrationBuilder migrationBuilder) =>
            migrationBuilder.Sql("UPDATE \"LedgerBalances\" SET \"BalanceMinor\" = \"BalanceMinor\" + 1");
    }
}

/// <summary>What it takes away is no data of anybody, only what keeps it as it is.</summary>
internal sealed class Loosening(
    ICurrentDbContext context,
    IDbContextOptions options,
    IMigrationsIdGenerator ids,
    IDiagnosticsLogger<DbLoggerCategory.Migrations> logger
) : Planted(context, options, ids, logger)
{
    protected override Type[] Later => [typeof(Unguarded)];

    [Migration("99990101000001_Unguarded")]
    private sealed class Unguarded : Migration
    {
        protected override void Up(MigrationBuilder migrationBuilder) =>
            migrationBuilder.Sql(
                ActiveProvider!.Contains("Sqlite", StringComparison.Ordinal)
                    ? "DROP TRIGGER \"Statements_no_update\""
                    : "DROP TRIGGER \"Statements_append_only\" ON \"Statements\""
            );
    }
}
