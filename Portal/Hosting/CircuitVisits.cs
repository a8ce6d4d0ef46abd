using Portal.Domain.Identity;
using Portal.Domain.Kernel;

namespace Portal.Hosting;

/// <summary>Clicks travel in one socket: a working page notes, at most once a minute, that its person is there, so that he is not idle.</summary>
public sealed class CircuitVisits(SessionService sessions, TimeProvider clock)
{
    private static readonly TimeSpan Every = TimeSpan.FromMinutes(1);
    private DateTimeOffset _noted;

    public async Task Note(Actor actor)
    {
        var now = clock.GetUtcNow();
        if (actor.Session is { } key && _noted + Every <= now)
        {
            _noted = now;
            await sessions.Check(actor, key, null, null, seen: true, CancellationToken.None);
        }
    }
}
