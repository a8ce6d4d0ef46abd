using Microsoft.EntityFrameworkCore;
using Portal.Domain.Data;
using Portal.Domain.Settlement;

namespace Portal.Domain.Reports;

/// <summary>What the files of statements hashed to when they were first made: written down once, read ever after.</summary>
internal static class StatementSeals
{
    public static string Name(ExportFormat format) => format == ExportFormat.Csv ? "csv" : "xlsx";

    public static Task<Dictionary<string, string>> Of(PortalDb db, long statementId, CancellationToken ct) =>
        db.StatementFiles.Where(row => row.StatementId == statementId).ToDictionaryAsync(row => row.Format, row => row.Sha256, ct);

    /// <summary>Writes the hash down unless one stands there; returns the one that stands there.</summary>
    public static async Task<string> Keep(
        PortalDb db,
        Statement statement,
        ExportFormat format,
        string sha256,
        DateTime nowUtc,
        CancellationToken ct
    )
    {
        var name = Name(format);
        var made = Bulk.Micros(nowUtc);
        await db.Database.ExecuteSqlAsync(
            $"""
            INSERT INTO "StatementFiles" ("StatementId", "Format", "Sha256", "MadeUtc") VALUES ({statement.Id}, {name}, {sha256}, {made})
            ON CONFLICT ("StatementId", "Format") DO NOTHING
            """,
            ct
        );
        return await db
            .StatementFiles.Where(row => row.StatementId == statement.Id && row.Format == name)
            .Select(row => row.Sha256)
            .SingleAsync(ct);
    }
}
