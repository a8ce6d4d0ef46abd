using Microsoft.EntityFrameworkCore;
using Portal.Domain.Data;
using Portal.Domain.Kernel;

namespace Portal.Domain.Identity;

internal sealed record AccessLogDraft(
    long MerchantId,
    Actor Staff,
    string Roles,
    Permit Permit,
    long ViewId,
    string? Why,
    DateTime HourUtc,
    DateTime AtUtc
);

internal static class AccessLogs
{
    /// <summary>
    /// One statement on the reader's own connection: inside their transaction when they have one, so that a read under SQLite's single writer
    /// waits for nobody; a second of the same hour changes nothing.
    /// </summary>
    public static Task Insert(PortalDb db, AccessLogDraft look, CancellationToken ct) =>
        Upsert<AccessLog>
            .On(
                db,
                row => new
                {
                    row.MerchantId,
                    row.StaffId,
                    row.Permit,
                    row.HourUtc,
                    row.ViewId,
                }
            )
            .Put([AccessLog.Of(look)], ct);
}
