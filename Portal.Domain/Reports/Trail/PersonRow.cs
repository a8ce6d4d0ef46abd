using Portal.Domain.Identity;

namespace Portal.Domain.Reports;

public sealed record PersonRow(
    long Id,
    string DisplayName,
    string Email,
    bool EmailConfirmed,
    bool IsLocked,
    bool IsDemo,
    DateTime CreatedUtc,
    IReadOnlyList<StaffRole> Staff,
    IReadOnlyList<MyOrganisation> Organisations
);
