using Microsoft.EntityFrameworkCore;
using Portal.Domain.Data;

namespace Portal.Domain.Settlement;

/// <summary>What reports write down about a statement: the hash of its file, and that its workbook is wanted.</summary>
internal static class StatementHashes
{
    /// <summary>Writes the hash down unless one stands there; returns the one that stands there.</summary>
    public static async Task<string> Keep(
        PortalDb db,
        long statementId,
        string format,
        string sha256,
        DateTime nowUtc,
        CancellationToken ct
    )
    {
        var made = Bulk.Micros(nowUtc);
        await db.Sealed(
            "StatementFiles",
            [[statementId, format]],
            () =>
                db.Database.ExecuteSqlAsync(
                    $"""
                    INSERT INTO "StatementFiles" ("StatementId", "Format", "Sha256", "MadeUtc") VALUES ({statementId}, {format}, {sha256}, {made})
                    ON CONFLICT ("StatementId", "Format") DO NOTHING
                    """,
                    ct
                ),
            ct
        );
        return await db
            .StatementFiles.Where(row => row.StatementId == statementId && row.Format == format)
            .Select(row => row.Sha256)
            .SingleAsync(ct);
    }

    public static MadeWorkbook Want(PortalDb db, Statement statement, Kernel.Actor by, DateTime nowUtc)
    {
        var wanted = new MadeWorkbook(statement, by, nowUtc);
        db.MadeWorkbooks.Add(wanted);
        return wanted;
    }
}
