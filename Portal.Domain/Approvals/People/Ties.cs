using Microsoft.EntityFrameworkCore;
using Portal.Domain.Data;

namespace Portal.Domain.Approvals;

/// <summary>Whether a person, with all accounts that are theirs (<see cref="SamePerson"/>), is tied to an organisation: as a member, or having registered it.</summary>
internal static class Ties
{
    private const string RegisteredAct = "merchant.registered";

    /// <summary>All organisations the person is tied to.</summary>
    public static async Task<long[]> Of(PortalDb db, HashSet<long> accounts, CancellationToken ct) =>
        [
            .. await db.Memberships.Where(row => accounts.Contains(row.UserId)).Select(row => row.MerchantId).ToListAsync(ct),
            .. await db
                .AuditRecords.Where(row => row.Action == RegisteredAct && accounts.Contains(row.ActorId) && row.MerchantId != null)
                .Select(row => row.MerchantId!.Value)
                .ToListAsync(ct),
        ];

    public static async Task<bool> Exist(PortalDb db, long merchantId, HashSet<long> accounts, CancellationToken ct) =>
        await db.Memberships.AnyAsync(row => row.MerchantId == merchantId && accounts.Contains(row.UserId), ct)
        || await db.AuditRecords.AnyAsync(
            row => row.MerchantId == merchantId && row.Action == RegisteredAct && accounts.Contains(row.ActorId),
            ct
        );
}
