using Microsoft.EntityFrameworkCore;
using Portal.Domain.Data;

namespace Portal.Domain.Approvals;

/// <summary>Whether a person, with all accounts that are theirs (<see cref="SamePerson"/>), is tied to an organisation: as a member, or having registered it.</summary>
internal static class Ties
{
    private const string RegisteredAct = "merchant.registered";

    public static async Task<bool> Exist(PortalDb db, long merchantId, HashSet<long> accounts, CancellationToken ct) =>
        await db.Memberships.AnyAsync(row => row.MerchantId == merchantId && accounts.Contains(row.UserId), ct)
        || await db.AuditRecords.AnyAsync(
            row => row.MerchantId == merchantId && row.Action == RegisteredAct && accounts.Contains(row.ActorId),
            ct
        );
}
