namespace Portal.Domain.Identity;

/// <summary>One person of an organisation as colleagues see them.</summary>
/// <param name="IsLastOwner">The only owner: cannot leave, be removed or be made something else.</param>
/// <param name="MayChange">The reader may change or remove this person: they hold all that this person holds.</param>
public sealed record Colleague(
    long UserId,
    string DisplayName,
    string Email,
    IReadOnlyList<RoleName> Roles,
    DateTime SinceUtc,
    DateTime? LastSignInUtc,
    bool IsMe,
    bool IsLastOwner,
    bool MayChange
);
