using Microsoft.EntityFrameworkCore.Migrations;

namespace Portal.Domain.Data;

/// <summary>Triggers that make the journal and the trail append-only for everybody who comes through SQL (I-05, I-08).</summary>
internal static class GuardTriggers
{
    private static readonly string[] AppendOnly = ["LedgerEntries", "Postings", "AuditRecords", "AuditCuts", "Looks", .. Frozen];

    /// <summary>What is closed stays as it was closed: statements, what they are made of and their tax (I-22, I-33).</summary>
    private static string[] Frozen => ["Statements", "StatementEntries", "StatementLines", "StatementFiles", "VatLines", "VatReturns"];

    private const string LastCut = "(SELECT COALESCE(MAX(\"Sequence\"), 0) FROM \"AuditCuts\")";

    public static void Sqlite(MigrationBuilder migration)
    {
        foreach (var table in AppendOnly)
        {
            foreach (var act in new[] { "UPDATE", "DELETE" })
            {
                // What a cut names may go, from the oldest end only: the cut is signed and itself append-only.
                var unless = table == "AuditRecords" && act == "DELETE" ? $"WHEN OLD.\"Sequence\" > {LastCut} " : string.Empty;
                migration.Sql(
                    $"CREATE TRIGGER \"{table}_no_{act.ToLowerInvariant()}\" BEFORE {act} ON \"{table}\" {unless}"
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
        migration.Sql(
            $"""
            CREATE FUNCTION portal_only_cut() RETURNS trigger LANGUAGE plpgsql AS
            $$ BEGIN
              IF OLD."Sequence" > {LastCut} THEN RAISE EXCEPTION '% is append-only', TG_TABLE_NAME; END IF;
              RETURN OLD;
            END $$;
            """
        );
        foreach (var table in AppendOnly)
        {
            var deletes = table == "AuditRecords";
            if (deletes)
            {
                migration.Sql(
                    $"CREATE TRIGGER \"{table}_only_cut\" BEFORE DELETE ON \"{table}\" FOR EACH ROW EXECUTE FUNCTION portal_only_cut();"
                );
            }

            migration.Sql(
                $"CREATE TRIGGER \"{table}_append_only\" BEFORE UPDATE {(deletes ? "" : "OR DELETE ")}OR TRUNCATE ON \"{table}\" "
                    + "FOR EACH STATEMENT EXECUTE FUNCTION portal_append_only();"
            );
        }
    }
}
