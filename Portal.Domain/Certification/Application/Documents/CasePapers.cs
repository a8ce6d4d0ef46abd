using Microsoft.EntityFrameworkCore;
using Portal.Domain.Data;

namespace Portal.Domain.Certification;

/// <summary>What retention has forgotten when a case's papers have outlived their term.</summary>
internal static class CasePapers
{
    /// <summary>What reviewers read in the documents; it is personal, and its page has gone with them.</summary>
    public static Task ForgetReadings(PortalDb db, long caseId, CancellationToken ct) =>
        db.Sealed(db.CaseReadings.Where(row => row.CaseId == caseId), rows => rows.ExecuteDeleteAsync(ct), ct);
}
