using Microsoft.EntityFrameworkCore;
using Portal.Domain.Data;
using Portal.Domain.Kernel;

namespace Portal.Domain.Identity;

/// <summary>What a person is at this moment, at one merchant (or none) and on the staff. Read anew for every operation.</summary>
/// <param name="Known">There is such a person and no administrator has locked them.</param>
/// <param name="Custom">What their custom roles at the merchant hold.</param>
/// <param name="View">The view as merchant they have open now.</param>
internal sealed record PersonRights(
    bool Known,
    IReadOnlyList<MerchantRole> Roles,
    IReadOnlyList<Permit> Custom,
    IReadOnlyList<StaffRole> Staff,
    SupportView? View
)
{
    public static PersonRights Nobody { get; } = new(false, [], [], [], null);

    public bool IsMember => Roles.Count > 0 || Custom.Count > 0;

    /// <param name="merchantId">The merchant it is about; null for what is no merchant's.</param>
    public bool Allows(Rule rule, long? merchantId)
    {
        if (!Known)
        {
            return rule.Openness == Openness.Anyone;
        }

        var kind = Permits.Of(rule.Permit).Kind;
        if (View is not null && (kind is PermitKind.Writing or PermitKind.Exporting))
        {
            return false;
        }

        return rule.Openness != Openness.Named
            || rule.Merchant.Any(Roles.Contains)
            || Custom.Contains(rule.Permit)
            || rule.Staff.Any(Staff.Contains)
            || Lent(rule, kind, merchantId);
    }

    // Viewing as a merchant lends what its owner may read, there and nowhere else.
    private bool Lent(Rule rule, PermitKind kind, long? merchantId) =>
        View is not null && View.MerchantId == merchantId && kind == PermitKind.Reading && rule.Merchant.Contains(MerchantRole.Owner);

    public static async Task<PersonRights> Of(PortalDb db, Actor actor, Merchant? merchant, CancellationToken ct)
    {
        var id = actor.UserId;
        if (
            actor.Kind != ActorKind.User
            || !await db.Users.AnyAsync(
                user => user.Id == id && (user.LockoutEnd == null || user.LockoutEnd < PortalUser.LockedForGood),
                ct
            )
        )
        {
            return Nobody;
        }

        var staff = await db.StaffAssignments.Where(row => row.UserId == id).Select(row => row.Role).ToListAsync(ct);
        var view = await MyRoles.OpenView(db, id, staff, ct);
        if (merchant is null)
        {
            return new PersonRights(true, [], [], staff, view);
        }

        var held = await db
            .Memberships.Of(merchant)
            .Where(row => row.UserId == id)
            .Select(row => new
            {
                row.Role,
                Permits = db.CustomRoles.Where(role => role.Id == row.CustomRoleId).Select(role => role.PermitNames).FirstOrDefault(),
            })
            .ToListAsync(ct);
        return new PersonRights(
            true,
            [.. held.Select(row => row.Role).OfType<MerchantRole>()],
            [.. held.SelectMany(row => CustomRole.Parse(row.Permits ?? string.Empty)).Distinct()],
            staff,
            view
        );
    }
}
