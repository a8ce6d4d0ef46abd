using Portal.Domain.Data;
using Portal.Domain.Kernel;

namespace Portal.Domain.Identity;

/// <summary>What changed in how a person signs in.</summary>
internal enum SignInChange
{
    PasswordSet,
    AddressMoved,
    PasskeyAdded,
    PasskeyRemoved,
    AuthenticatorOn,
    AuthenticatorOff,
    RecoveryCodesNew,
}

/// <summary>
/// What this module has people told of, in the caller's transaction; the caller saves. Notifications says it: that module knows this one, and not
/// the other way round (docs/decisions/0010-one-way-of-telling.md).
/// </summary>
public interface INotifier
{
    /// <summary>The person themselves, by mail at once.</summary>
    /// <param name="name">What the person calls the thing that came or went, when it has a name.</param>
    internal Task SignInChanged(PortalDb db, long userId, SignInChange change, string? name, CancellationToken ct);

    /// <summary>The member whose roles somebody else changed.</summary>
    /// <param name="now">What they have now; none when they were taken out.</param>
    internal Task RolesChanged(PortalDb db, Actor by, Merchant merchant, long userId, IReadOnlyList<RoleName> now, CancellationToken ct);

    /// <summary>The operator's person whose staff roles somebody else changed.</summary>
    internal Task StaffRolesChanged(PortalDb db, Actor by, long userId, IReadOnlyList<StaffRole> now, CancellationToken ct);

    /// <summary>Who looks after the members: somebody they asked has come.</summary>
    internal Task InvitationAccepted(PortalDb db, Actor joined, Merchant merchant, IReadOnlyList<RoleName> roles, CancellationToken ct);
}
