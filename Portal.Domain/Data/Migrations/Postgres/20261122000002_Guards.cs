using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Portal.Domain.Data.Migrations.Postgres;

[DbContext(typeof(PostgresPortalDb))]
[Migration("20261122000002_Guards")]
public sealed class Guards : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) => GuardTriggers.Postgres(migrationBuilder);
}
