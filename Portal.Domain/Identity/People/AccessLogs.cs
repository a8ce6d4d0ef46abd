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
    public static async Task Insert(PortalDb db, AccessLogDraft look, CancellationToken ct)
    {
        var hour = Micros(look.HourUtc);
        var at = Micros(look.AtUtc);
        var permit = look.Permit.ToString();
        await db.Database.ExecuteSqlAsync(
            $"""
            INSERT INTO "Looks" ("MerchantId", "StaffId", "StaffName", "Roles", "Permit", "ViewId", "Why", "HourUtc", "AtUtc")
            VALUES ({look.MerchantId}, {look.Staff.UserId}, {look.Staff.Name}, {look.Roles}, {permit}, {look.ViewId}, {look.Why}, {hour}, {at})
            ON CONFLICT DO NOTHING
            """,
            ct
        );
    }

    private static long Micros(DateTime utc) => (utc - DateTime.UnixEpoch).Ticks / TimeSpan.TicksPerMicrosecond;
}
