using Microsoft.EntityFrameworkCore.Migrations;

namespace Portal.Domain.Data;

/// <summary>Triggers that make the journal and the trail append-only for everybody who comes through SQL (I-05, I-08).</summary>
internal static class GuardTriggers
{
    private static readonly string[] AppendOnly = ["LedgerEntries", "Postings", "AuditRecords", "Looks"];

    public static void Sqlite(MigrationBuilder migration)
    {
        foreach (var table in AppendOnly)
        {
            foreach (var act in new[] { "UPDATE", "DELETE" })
            {
                migration.Sql(
                    $"CREATE TRIGGER \"{table}_no_{act.ToLowerInvariant()}\" BEFORE {act} ON \"{table}\" "
                        + $"BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END;"
                );
            }
        }
    }

    public static void Postgres(MigrationBuilder migration)
    {
        migration.Sql(
            """
            CREATE FUNCTION portal_append_only() RETURNS trigger LANGUAGE plpgsql AS
            $$ BEGIN RAISE EXCEPTION '% is append-only', TG_TABLE_NAME; END $$;
            """
        );
        foreach (var table in AppendOnly)
        {
            migration.Sql(
                $"CREATE TRIGGER \"{table}_append_only\" BEFORE UPDATE OR DELETE OR TRUNCATE ON \"{table}\" "
                    + "FOR EACH STATEMENT EXECUTE FUNCTION portal_append_only();"
            );
        }
    }
}
