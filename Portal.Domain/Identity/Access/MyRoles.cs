using Microsoft.EntityFrameworkCore;
using Portal.Domain.Data;
using Portal.Domain.Kernel;

namespace Portal.Domain.Identity;

/// <summary>One membership with what its custom role holds.</summary>
internal sealed record Held(long MerchantId, MerchantRole? Role, IReadOnlyList<Permit> Custom)
{
    public bool Holds(Permit permit) => (Role is { } role && Permits.Of(permit).Merchant.Contains(role)) || Custom.Contains(permit);
}

/// <summary>Reads the roles of people, in every organisation at once.</summary>
internal static class MyRoles
{
    /// <summary>The roles of these people, organisations by name.</summary>
    public static async Task<ILookup<long, MyOrganisation>> Organisations(PortalDb db, long[] people, CancellationToken ct)
    {
        var rows = await db
            .Memberships.Where(row => people.Contains(row.UserId))
            .Join(db.Merchants, row => row.MerchantId, merchant => merchant.Id, (row, merchant) => new { row, merchant })
            .OrderBy(both => both.merchant.DisplayName)
            .ThenBy(both => both.row.Id)
            .Select(both => new
            {
                both.row.UserId,
                both.merchant.Slug,
                both.merchant.DisplayName,
                both.row.Role,
                Custom = db.CustomRoles.FirstOrDefault(role => role.Id == both.row.CustomRoleId),
            })
            .AsNoTracking()
            .ToListAsync(ct);
        return rows.ToLookup(
            row => row.UserId,
            row => new MyOrganisation(row.Slug, row.DisplayName, row.Role)
            {
                CustomRole = row.Custom?.Name,
                Permits = row.Custom?.Permits ?? [],
            }
        );
    }

    /// <summary>What one person holds at which organisation.</summary>
    public static async Task<IReadOnlyList<Held>> Held(PortalDb db, long userId, CancellationToken ct)
    {
        var rows = await db
            .Memberships.Where(row => row.UserId == userId)
            .Select(row => new
            {
                row.MerchantId,
                row.Role,
                Custom = db.CustomRoles.Where(role => role.Id == row.CustomRoleId).Select(role => role.PermitNames).FirstOrDefault(),
            })
            .ToListAsync(ct);
        return [.. rows.Select(row => new Held(row.MerchantId, row.Role, CustomRole.Parse(row.Custom ?? string.Empty)))];
    }

    /// <summary>The view as merchant that is open now: only Support has one, and losing the role closes it.</summary>
    public static async Task<SupportView?> OpenView(PortalDb db, long userId, IReadOnlyList<StaffRole> staff, CancellationToken ct)
    {
        if (!Permits.Of(Permit.ViewAsMerchant).Staff.Any(staff.Contains))
        {
            return null;
        }

        var now = db.Time.UtcNow();
        return await db.SupportViews.AsNoTracking().FirstOrDefaultAsync(row => row.StaffId == userId && row.EndsUtc > now, ct);
    }

    public static async Task<MyView?> View(PortalDb db, long userId, IReadOnlyList<StaffRole> staff, CancellationToken ct)
    {
        if (await OpenView(db, userId, staff, ct) is not { } view)
        {
            return null;
        }

        var merchant = await db.Merchants.AsNoTracking().SingleAsync(row => row.Id == view.MerchantId, ct);
        return new MyView(merchant.Slug, merchant.DisplayName, view.Why, view.EndsUtc);
    }
}
