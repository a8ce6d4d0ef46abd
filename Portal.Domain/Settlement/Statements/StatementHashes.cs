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
        await Upsert<StatementFile>
            .On(db, row => new { row.StatementId, row.Format })
            .Put([StatementFile.Of(statementId, format, sha256, nowUtc)], ct);
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
