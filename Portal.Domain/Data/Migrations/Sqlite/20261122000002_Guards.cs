using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Portal.Domain.Data.Migrations.Sqlite;

[DbContext(typeof(SqlitePortalDb))]
[Migration("20261122000002_Guards")]
public sealed class Guards : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) => GuardTriggers.Sqlite(migrationBuilder);
}
