using Portal.Domain.Data;
using Portal.Domain.Kernel;

namespace Portal.Domain.Identity;

/// <summary>Roles of money and power: not given by one person alone (docs/decisions/0008-roles-of-money-take-two.md).</summary>
public static class GuardedRoles
{
    public static IReadOnlyList<StaffRole> Staff { get; } = [StaffRole.Administrator, StaffRole.FinanceOfficer, StaffRole.FinanceApprover];

    /// <exception cref="Refusal">The role takes a second person.</exception>
    internal static void RefuseAlone(StaffRole role) => Refusal.Unless(!Staff.Contains(role), IdentityRefusals.TakesTwo, role);

    /// <summary>Whether a role of this organisation reaches money: Owner, Finance manager, and its own roles that hold such a permit.</summary>
    internal static async Task<bool> IsGuarded(PortalDb db, Merchant merchant, RoleKey role, CancellationToken ct) =>
        RoleTable.IsMoney(role, await RoleTable.PermitsOf(db, merchant, role, ct));

    /// <exception cref="Refusal">One of the roles takes a second person.</exception>
    internal static async Task RefuseAlone(PortalDb db, Merchant merchant, IEnumerable<RoleKey> roles, CancellationToken ct)
    {
        foreach (var role in roles)
        {
            Refusal.Unless(!await IsGuarded(db, merchant, role, ct), IdentityRefusals.TakesTwo, role);
        }
    }
}
