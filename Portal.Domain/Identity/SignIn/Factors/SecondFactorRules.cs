using Microsoft.EntityFrameworkCore;
using Portal.Domain.Data;

namespace Portal.Domain.Identity;

/// <summary>Who may not go by a password alone.</summary>
internal static class SecondFactorRules
{
    /// <summary>Roles in an organisation that move or approve money.</summary>
    public static IReadOnlyList<MerchantRole> MoneyRoles { get; } = [MerchantRole.Owner, MerchantRole.FinanceManager];

    /// <summary>All staff, whoever holds a money role, and whoever turned it on themselves.</summary>
    internal static async Task<bool> IsNeeded(PortalDb db, long userId, CancellationToken ct) =>
        await IsRequired(db, userId, ct) || await db.Authenticators.AnyAsync(row => row.UserId == userId && row.ConfirmedUtc != null, ct);

    /// <summary>The person's roles ask for one, so the last one cannot be turned off.</summary>
    internal static async Task<bool> IsRequired(PortalDb db, long userId, CancellationToken ct)
    {
        if (await db.StaffAssignments.AnyAsync(row => row.UserId == userId, ct))
        {
            return true;
        }

        var held = await db
            .Memberships.Where(row => row.UserId == userId)
            .Select(row => new
            {
                row.Role,
                Permits = db.CustomRoles.Where(role => role.Id == row.CustomRoleId).Select(role => role.PermitNames).FirstOrDefault(),
            })
            .ToListAsync(ct);
        return held.Any(one =>
            (one.Role is { } role && MoneyRoles.Contains(role))
            || (one.Permits is not null && CustomRole.Parse(one.Permits).Any(permit => Permits.Of(permit).Grant == PermitGrant.Money))
        );
    }
}
