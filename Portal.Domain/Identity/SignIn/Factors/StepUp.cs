using Microsoft.EntityFrameworkCore;
using Portal.Domain.Data;
using Portal.Domain.Kernel;

namespace Portal.Domain.Identity;

/// <summary>
/// "It is still you": what moves money or shows an identity document asks that the person confirmed themselves in this session within the last
/// minutes. Jobs and the operator's shell have no session and pass.
/// </summary>
public static class StepUp
{
    /// <exception cref="Refusal">ConfirmFirst: the page asks where it is and acts again; one without a circuit leads to the confirmation page and back.</exception>
    public static async Task Require(PortalDb db, Actor actor, CancellationToken ct)
    {
        if (actor.Kind != ActorKind.System && !await IsFresh(db, actor, ct))
        {
            throw new Refusal(IdentityRefusals.ConfirmFirst);
        }
    }

    public static async Task<bool> IsFresh(PortalDb db, Actor actor, CancellationToken ct)
    {
        if (actor.Session is not { } key)
        {
            return false;
        }

        var since = db.Time.UtcNow() - await db.Policy(SignInPolicies.ConfirmedMinutes, ct);
        return await db.Sessions.AnyAsync(
            row => row.Key == key && row.UserId == actor.UserId && row.EndedUtc == null && row.ConfirmedUtc > since,
            ct
        );
    }
}
