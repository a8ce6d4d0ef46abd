namespace Portal.Domain.Identity;

/// <summary>An invitation as the invited person sees it.</summary>
/// <param name="HasAccount">The invited address has an account: sign in instead of making one.</param>
public sealed record InvitationView(
    string Slug,
    string Organisation,
    string InvitedBy,
    string Email,
    IReadOnlyList<RoleName> Roles,
    InvitationState State,
    DateTime ExpiresUtc,
    bool HasAccount
);
