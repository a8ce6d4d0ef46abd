using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Portal.Domain.Data;
using Portal.Domain.Kernel;

namespace Portal.Domain.Identity;

/// <summary>Sign-ins as rows: begun by the host after it has checked somebody, looked at by their owner, ended by them or by a change of credentials.</summary>
public sealed class SessionService(Acts acts, TimeProvider clock, SessionEnds bell, IOptions<SignInPolicy> policy)
{
    public const int ShownMax = 50;
    private static readonly TimeSpan SeenEvery = TimeSpan.FromMinutes(1);

    /// <summary>Begins a session for somebody the host has just checked, and writes the sign-in into the trail.</summary>
    public async Task<SessionTicket> Start(Actor actor, NewSession form, CancellationToken ct)
    {
        await using var act = await acts.Open(actor, Permit.SignIn, ct);
        var now = clock.UtcNow();
        var user = await act.Db.Users.SingleOrDefaultAsync(row => row.Id == form.UserId, ct) ?? throw Refusal.NotFound();
        var isStaff = await act.Db.StaffAssignments.AnyAsync(row => row.UserId == user.Id, ct);
        var session = Session.Start(form, isStaff, !policy.Value.RequireSecondFactor, actor.From, await act.Db.Policies(ct), now);
        act.Db.Sessions.Add(session);
        user.LastSignInUtc = now;
        var who = Actor.User(user.Id, user.DisplayName, actor.From);
        act.Db.Audit(who, "person.signed-in", "person", Key(user.Id), after: new { form.Way, session.Device });
        await act.Commit();
        return new SessionTicket(session.Key, session.Ticket, session.ExpiresUtc);
    }

    /// <summary>Whether a cookie still counts. Notes, at most once a minute, that its owner was here.</summary>
    /// <param name="ticket">The cookie's; null for an open page, which outlives a renewed cookie.</param>
    /// <param name="stamp">What the person's credentials looked like then; null where somebody else compares it.</param>
    public async Task<SessionState> Check(Actor actor, string key, int? ticket, string? stamp, bool seen, CancellationToken ct)
    {
        await using var act = await acts.Open(actor, Permit.SignIn, ct);
        var now = clock.UtcNow();
        var session = await act.Db.Sessions.AsNoTracking().SingleOrDefaultAsync(row => row.Key == key, ct);
        if (session is null || session.IsOver(now) || (ticket is { } number && number != session.Ticket))
        {
            return SessionState.Over;
        }

        var user = await act.Db.Users.AsNoTracking().SingleAsync(row => row.Id == session.UserId, ct);
        if (user.IsBarred || (stamp is not null && stamp != user.SecurityStamp))
        {
            return SessionState.Over;
        }

        if (seen && session.LastSeenUtc + SeenEvery <= now)
        {
            await act
                .Db.Sessions.Where(row => row.Id == session.Id)
                .ExecuteUpdateAsync(set => set.SetProperty(row => row.LastSeenUtc, now), ct);
        }

        return session.IsStrong || !await SecondFactorRules.IsNeeded(act.Db, session.UserId, ct)
            ? SessionState.Live
            : SessionState.NeedsSecondFactor;
    }

    /// <summary>Where the actor is signed in, newest first.</summary>
    public async Task<IReadOnlyList<MySession>> Mine(Actor actor, CancellationToken ct)
    {
        await using var act = await acts.Own(actor, Permit.OwnProfile, ct);
        var now = clock.UtcNow();
        var rows = await act
            .Db.Sessions.AsNoTracking()
            .Where(row => row.UserId == act.UserId && row.EndedUtc == null && row.ExpiresUtc > now)
            .OrderByDescending(row => row.LastSeenUtc)
            .Take(ShownMax)
            .ToListAsync(ct);
        return
        [
            .. rows.Where(row => !row.IsOver(now))
                .Select(row => new MySession(
                    row.Id,
                    row.Device,
                    row.Address,
                    row.Way,
                    row.StartedUtc,
                    row.LastSeenUtc,
                    row.Key == actor.Session
                ))
                .OrderByDescending(row => row.IsThis),
        ];
    }

    /// <summary>Ends one of the actor's sessions.</summary>
    /// <exception cref="Refusal">Not found: no such session of theirs.</exception>
    public async Task End(Actor actor, long sessionId, CancellationToken ct)
    {
        await using var act = await acts.Own(actor, Permit.OwnProfile, ct);
        var row =
            await act.Db.Sessions.SingleOrDefaultAsync(one => one.Id == sessionId && one.UserId == act.UserId, ct)
            ?? throw Refusal.NotFound();
        row.End(SessionEnd.EndedByOwner, clock.UtcNow());
        await act.Commit("session.ended", "person", Key(act.UserId), after: new { row.Device, row.EndedBecause });
        bell.Ring([row.Key]);
    }

    /// <summary>Signs the actor out everywhere, this browser included unless it is to stay.</summary>
    public async Task EndAll(Actor actor, bool exceptThis, CancellationToken ct)
    {
        await using var act = await acts.Own(actor, Permit.OwnProfile, ct);
        var keys = await EndAllOf(act.Db, act.UserId, exceptThis ? actor.Session : null, SessionEnd.EndedByOwner, clock.UtcNow(), ct);
        await act.Commit("session.ended-all", "person", Key(act.UserId), after: new { Sessions = keys.Count });
        bell.Ring(keys);
    }

    /// <summary>The browser signed out: its cookie is refused from now on, also a copy of it.</summary>
    public async Task Left(Actor actor, string key, CancellationToken ct)
    {
        await using var act = await acts.Open(actor, Permit.SignIn, ct);
        if (await act.Db.Sessions.SingleOrDefaultAsync(row => row.Key == key && row.EndedUtc == null, ct) is { } row)
        {
            row.End(SessionEnd.SignedOut, clock.UtcNow());
            act.Audit("person.signed-out", "person", Key(row.UserId), after: new { row.Device });
            // No bell: the page that signs out is on its way to the sign-in page already.
            await act.Commit();
        }
    }

    /// <summary>Whether the actor confirmed themselves a moment ago, for a page that must know before it acts.</summary>
    public async Task<bool> IsFresh(Actor actor, CancellationToken ct)
    {
        await using var act = await acts.Own(actor, Permit.OwnProfile, ct);
        return await StepUp.IsFresh(act.Db, actor, ct);
    }

    /// <summary>Ends a person's sessions in the caller's transaction; the caller rings with the keys once it is saved.</summary>
    internal static async Task<IReadOnlyList<string>> EndAllOf(
        PortalDb db,
        long userId,
        string? exceptKey,
        SessionEnd because,
        DateTime nowUtc,
        CancellationToken ct
    )
    {
        var rows = await db.Sessions.Where(row => row.UserId == userId && row.EndedUtc == null && row.Key != exceptKey).ToListAsync(ct);
        rows.ForEach(row => row.End(because, nowUtc));
        return [.. rows.Select(row => row.Key)];
    }

    private static string Key(long id) => id.ToString(CultureInfo.InvariantCulture);
}
