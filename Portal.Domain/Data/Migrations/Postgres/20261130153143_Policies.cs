using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql.EntityFrameworkCore.PostgreSQL.Metadata;

#nullable disable

namespace Portal.Domain.Data.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class Policies : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            // The table Settings stays where it is for servers of 0.1.0, and goes a release later.
            migrationBuilder.AddColumn<int>(
                name: "IdleMinutes",
                table: "Sessions",
                type: "integer",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "PolicyRows",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    Change = table.Column<long>(type: "bigint", nullable: false),
                    Key = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    Value = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    State = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    WantedUtc = table.Column<long>(type: "bigint", nullable: true),
                    FromUtc = table.Column<long>(type: "bigint", nullable: true),
                    Pack = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: true),
                    Reason = table.Column<string>(type: "character varying(300)", maxLength: 300, nullable: false),
                    AskedById = table.Column<long>(type: "bigint", nullable: false),
                    AskedBy = table.Column<string>(type: "character varying(240)", maxLength: 240, nullable: false),
                    AskedUtc = table.Column<long>(type: "bigint", nullable: false),
                    AgreedBy = table.Column<string>(type: "character varying(240)", maxLength: 240, nullable: true),
                    Approval = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: true),
                    EndedBy = table.Column<string>(type: "character varying(240)", maxLength: 240, nullable: true),
                    EndedUtc = table.Column<long>(type: "bigint", nullable: true),
                    Version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_PolicyRows", x => x.Id);
                });

            migrationBuilder.CreateIndex(
                name: "IX_PolicyRows_Change",
                table: "PolicyRows",
                column: "Change");

            migrationBuilder.CreateIndex(
                name: "IX_PolicyRows_Key_FromUtc",
                table: "PolicyRows",
                columns: new[] { "Key", "FromUtc" });

            // What an operator set is in force as it was, under the same names.
            migrationBuilder.Sql(
                """
                INSERT INTO "PolicyRows" ("Change", "Key", "Value", "State", "FromUtc", "Reason", "AskedById", "AskedBy", "AskedUtc", "Version")
                SELECT 0, "Name", CAST("Value" AS TEXT), 'Agreed', "ChangedUtc", '', 0, "ChangedBy", "ChangedUtc", 1 FROM "Settings"
                """
            );
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "PolicyRows");

            migrationBuilder.DropColumn(
                name: "IdleMinutes",
                table: "Sessions");
        }
    }
}
