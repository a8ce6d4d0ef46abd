namespace Portal.Domain.Identity;

/// <summary>One person as administrators see them.</summary>
/// <param name="IsLocked">By an administrator, or for a while after wrong passwords.</param>
/// <param name="LockedForGood">By an administrator: until one unlocks.</param>
public sealed record PersonView(
    long Id,
    string DisplayName,
    string Email,
    bool EmailConfirmed,
    bool IsLocked,
    bool LockedForGood,
    bool IsDemo,
    string Culture,
    DateTime CreatedUtc,
    DateTime? LastSignInUtc,
    IReadOnlyList<StaffRole> Staff,
    IReadOnlyList<MyOrganisation> Organisations,
    bool IsLastAdministrator,
    bool MayManage
);
