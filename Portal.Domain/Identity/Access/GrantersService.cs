using Microsoft.EntityFrameworkCore;
using Portal.Domain.Data;
using Portal.Domain.Kernel;

namespace Portal.Domain.Identity;

/// <summary>Who can give what somebody lacks. Empty names: nobody the reader may know of.</summary>
/// <param name="AtMerchant">Owners of the organisation; otherwise administrators of the portal.</param>
public sealed record Granters(bool AtMerchant, IReadOnlyList<string> Names, bool Viewing);

/// <summary>Answers "why can't I?": who may grant a permit to the person who asks.</summary>
public sealed class GrantersService(Acts acts)
{
    private const int NamesMax = 3;

    /// <summary>Owners of the organisation for its members, administrators for staff; strangers learn no name.</summary>
    public async Task<Granters> Who(Actor actor, Permit permit, string? slug, CancellationToken ct)
    {
        await using var act = await acts.Own(actor, Permit.OwnProfile, ct);
        var rule = Permits.Of(permit);
        var merchant = slug is null ? null : await act.Db.Merchants.AsNoTracking().SingleOrDefaultAsync(row => row.Slug == slug, ct);
        var standing = await PersonRights.Of(act.Db, actor, merchant, ct);
        var viewing = standing.View is not null;
        if (merchant is not null && standing.IsMember && rule.Merchant.Count > 0)
        {
            return new Granters(true, await Owners(act.Db, merchant, ct), viewing);
        }

        return standing.Staff.Count > 0 && rule.Staff.Count > 0
            ? new Granters(false, await Administrators(act.Db, ct), viewing)
            : new Granters(false, [], viewing);
    }

    private static Task<List<string>> Owners(PortalDb db, Merchant merchant, CancellationToken ct) =>
        db
            .Memberships.Of(merchant)
            .Where(row => row.Role == MerchantRole.Owner)
            .Join(db.Users, row => row.UserId, user => user.Id, (row, user) => user.DisplayName)
            .OrderBy(name => name)
            .Take(NamesMax)
            .ToListAsync(ct);

    private static Task<List<string>> Administrators(PortalDb db, CancellationToken ct) =>
        db
            .StaffAssignments.Where(row => row.Role == StaffRole.Administrator)
            .Join(db.Users, row => row.UserId, user => user.Id, (row, user) => user.DisplayName)
            .OrderBy(name => name)
            .Take(NamesMax)
            .ToListAsync(ct);
}
