using Portal.Domain.Data;

namespace Portal.Domain.Identity;

/// <summary>
/// Where other modules have an organisation founded or a seat given that their own rules have decided on; the caller asked the gate, and saves.
/// </summary>
internal static class Seats
{
    public static void Found(PortalDb db, Merchant merchant) => db.Merchants.Add(merchant);

    /// <summary>The first owner, who registered the organisation.</summary>
    public static void Owner(PortalDb db, long userId, Merchant merchant, DateTime nowUtc) =>
        db.Memberships.Add(new Membership(userId, merchant.Id, MerchantRole.Owner, nowUtc));

    /// <summary>A role at the operator that a second person has agreed to.</summary>
    public static void Staff(PortalDb db, long userId, StaffRole role, DateTime nowUtc) =>
        db.StaffAssignments.Add(new StaffAssignment(userId, role, nowUtc));
}
