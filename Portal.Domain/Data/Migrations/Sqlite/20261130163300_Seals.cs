using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Portal.Domain.Data.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class Seals : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "Seals",
                columns: table => new
                {
                    Table = table.Column<string>(type: "TEXT", maxLength: 63, nullable: false),
                    Group = table.Column<long>(type: "INTEGER", nullable: false),
                    Key = table.Column<string>(type: "TEXT", maxLength: 2100, nullable: true),
                    Rows = table.Column<int>(type: "INTEGER", nullable: false),
                    High = table.Column<long>(type: "INTEGER", nullable: false),
                    Low = table.Column<long>(type: "INTEGER", nullable: false),
                    Marks = table.Column<byte[]>(type: "BLOB", nullable: false),
                    By = table.Column<string>(type: "TEXT", maxLength: 200, nullable: true),
                    Record = table.Column<long>(type: "INTEGER", nullable: false),
                    AtUtc = table.Column<long>(type: "INTEGER", nullable: false),
                    Mac = table.Column<byte[]>(type: "BLOB", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Seals", x => new { x.Table, x.Group });
                });

            // A site that has lived without seals: the program seals its rows as they stand, once (Migrator).
            migrationBuilder.Sql(
                """
                INSERT INTO "Seals" ("Table", "Group", "Rows", "High", "Low", "Marks", "Record", "AtUtc", "Mac")
                SELECT '', -2, 0, 0, 0, x'', "Sequence", 0, x'' FROM "AuditHeads" WHERE "Sequence" > 0
                """
            );
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "Seals");
        }
    }
}
