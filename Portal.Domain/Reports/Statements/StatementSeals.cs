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
    public static Task<string> Keep(
        PortalDb db,
        Statement statement,
        ExportFormat format,
        string sha256,
        DateTime nowUtc,
        CancellationToken ct
    )
    {
        return StatementHashes.Keep(db, statement.Id, Name(format), sha256, nowUtc, ct);
    }
}
