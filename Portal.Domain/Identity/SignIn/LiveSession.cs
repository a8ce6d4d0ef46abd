using Microsoft.EntityFrameworkCore;
using Portal.Domain.Data;
using Portal.Domain.Kernel;

namespace Portal.Domain.Identity;

/// <summary>What the Gate asks about the session an actor acts in.</summary>
internal static class LiveSession
{
    /// <exception cref="Refusal">The session has ended.</exception>
    public static async Task Require(PortalDb db, Actor actor, CancellationToken ct)
    {
        if (actor.Session is not null && await Of(db, actor, ct) is null)
        {
            throw new Refusal(IdentityRefusals.SessionEnded);
        }
    }

    /// <summary>As the other, and where the person's powers ask for a second factor, that this session showed one.</summary>
    /// <exception cref="Refusal">The session has ended, or needs its second factor.</exception>
    public static async Task RequireStrong(PortalDb db, Actor actor, CancellationToken ct)
    {
        if (actor.Session is null)
        {
            return;
        }

        var session = await Of(db, actor, ct) ?? throw new Refusal(IdentityRefusals.SessionEnded);
        if (!session.IsStrong && await SecondFactorRules.IsNeeded(db, actor.UserId, ct))
        {
            throw new Refusal(IdentityRefusals.SecondFactorNeeded);
        }
    }

    private static async Task<Session?> Of(PortalDb db, Actor actor, CancellationToken ct)
    {
        var session = await db
            .Sessions.AsNoTracking()
            .SingleOrDefaultAsync(row => row.Key == actor.Session && row.UserId == actor.UserId, ct);
        return session is null || session.IsOver(db.Time.UtcNow()) ? null : session;
    }
}
