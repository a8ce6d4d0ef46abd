using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Portal.Domain.Data.Migrations.Sqlite
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
                type: "INTEGER",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "PolicyRows",
                columns: table => new
                {
                    Id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    Change = table.Column<long>(type: "INTEGER", nullable: false),
                    Key = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false),
                    Value = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    State = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    WantedUtc = table.Column<long>(type: "INTEGER", nullable: true),
                    FromUtc = table.Column<long>(type: "INTEGER", nullable: true),
                    Pack = table.Column<string>(type: "TEXT", maxLength: 60, nullable: true),
                    Reason = table.Column<string>(type: "TEXT", maxLength: 300, nullable: false),
                    AskedById = table.Column<long>(type: "INTEGER", nullable: false),
                    AskedBy = table.Column<string>(type: "TEXT", maxLength: 240, nullable: false),
                    AskedUtc = table.Column<long>(type: "INTEGER", nullable: false),
                    AgreedBy = table.Column<string>(type: "TEXT", maxLength: 240, nullable: true),
                    Approval = table.Column<string>(type: "TEXT", maxLength: 20, nullable: true),
                    EndedBy = table.Column<string>(type: "TEXT", maxLength: 240, nullable: true),
                    EndedUtc = table.Column<long>(type: "INTEGER", nullable: true),
                    Version = table.Column<int>(type: "INTEGER", nullable: false)
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
