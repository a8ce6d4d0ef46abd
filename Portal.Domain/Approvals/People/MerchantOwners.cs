using Microsoft.EntityFrameworkCore;
using Portal.Domain.Data;
using Portal.Domain.Identity;

namespace Portal.Domain.Approvals;

internal static class MerchantOwners
{
    /// <summary>Who is told when the organisation's money or power moves.</summary>
    public static Task<List<PortalUser>> Owners(this PortalDb db, long merchantId, CancellationToken ct) =>
        db
            .Users.Where(user =>
                db.Memberships.Any(row => row.MerchantId == merchantId && row.UserId == user.Id && row.Role == MerchantRole.Owner)
            )
            .OrderBy(user => user.Id)
            .ToListAsync(ct);
}
