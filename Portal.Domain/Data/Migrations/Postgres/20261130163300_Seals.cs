using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Portal.Domain.Data.Migrations.Postgres
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
                    Table = table.Column<string>(type: "character varying(63)", maxLength: 63, nullable: false),
                    Group = table.Column<long>(type: "bigint", nullable: false),
                    Key = table.Column<string>(type: "character varying(2100)", maxLength: 2100, nullable: true),
                    Rows = table.Column<int>(type: "integer", nullable: false),
                    High = table.Column<long>(type: "bigint", nullable: false),
                    Low = table.Column<long>(type: "bigint", nullable: false),
                    Marks = table.Column<byte[]>(type: "bytea", nullable: false),
                    By = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true),
                    Record = table.Column<long>(type: "bigint", nullable: false),
                    AtUtc = table.Column<long>(type: "bigint", nullable: false),
                    Mac = table.Column<byte[]>(type: "bytea", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Seals", x => new { x.Table, x.Group });
                });

            // A site that has lived without seals: the program seals its rows as they stand, once (Migrator).
            migrationBuilder.Sql(
                """
                INSERT INTO "Seals" ("Table", "Group", "Rows", "High", "Low", "Marks", "Record", "AtUtc", "Mac")
                SELECT '', -2, 0, 0, 0, ''::bytea, "Sequence", 0, ''::bytea FROM "AuditHeads" WHERE "Sequence" > 0
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
