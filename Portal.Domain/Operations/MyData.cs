namespace Portal.Domain.Operations;

/// <summary>What the portal keeps about one person, in a form they can take away.</summary>
internal sealed record MyData(
    string Email,
    string DisplayName,
    string Language,
    DateTime CreatedUtc,
    DateTime? LastSignInUtc,
    IReadOnlyList<MyMembership> Organisations,
    IReadOnlyList<MyStaffRole> StaffRoles,
    IReadOnlyList<MyFollowing> Following,
    IReadOnlyList<MyMail> Mails,
    IReadOnlyList<MyAct> Acts
);
