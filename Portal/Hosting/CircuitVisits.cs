using Portal.Components.Layout;
using Portal.Domain.Identity;
using Portal.Domain.Kernel;

namespace Portal.Hosting;

/// <summary>
/// What a page's circuit knows of its person. Clicks travel in one socket: it notes, at most once a minute, that they are there, so that they are
/// not idle. And it knows the organisations they have been seen in: one that lets them go while they type is named to them.
/// </summary>
public sealed class CircuitVisits(SessionService sessions, PeopleService people, TimeProvider clock)
{
    private static readonly TimeSpan Every = TimeSpan.FromMinutes(1);
    private readonly Dictionary<string, string> _organisations = new(StringComparer.Ordinal);
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

    /// <summary>Remembers where the person belongs.</summary>
    public void Seen(Me? me)
    {
        foreach (var organisation in me?.Organisations ?? [])
        {
            _organisations[organisation.Slug] = organisation.DisplayName;
        }
    }

    /// <summary>For what is kept as the person's own though it is meant for an organisation.</summary>
    /// <exception cref="Refusal">The person has belonged to the organisation of this address, and does no longer.</exception>
    public async Task DemandMember(Actor actor, string path, CancellationToken ct)
    {
        if (
            Nav.Slug(path) is { } slug
            && _organisations.TryGetValue(slug, out var name)
            && (await people.Me(actor, ct)).Organisations.All(one => one.Slug != slug)
        )
        {
            throw new Refusal(IdentityRefusals.NoLongerMember, name);
        }
    }

    /// <summary>
    /// What the person is told of a refusal. To somebody who was let go, the organisation's things are not there any more, which explains nothing
    /// to who was just typing in one.
    /// </summary>
    public async Task<Refusal> Explained(Actor actor, Refusal refusal, string path)
    {
        try
        {
            if (refusal.IsNotFound || refusal.IsDenied)
            {
                await DemandMember(actor, path, CancellationToken.None);
            }

            return refusal;
        }
        catch (Refusal told)
        {
            return told.Code == IdentityRefusals.NoLongerMember ? told : refusal;
        }
    }
}
