using Microsoft.EntityFrameworkCore;
using Portal.Domain.Data;
using Portal.Domain.Kernel;

namespace Portal.Domain.Identity;

/// <summary>
/// The opening sentence of every act: it makes the context and asks the permit, before any transaction, lock or write, so that whoever lacks
/// it has made nobody wait. Where a lock is named it then takes that and asks again inside, where the answer still holds when it is written.
/// </summary>
public sealed class Acts
{
    private readonly Func<CancellationToken, Task<PortalDb>> _open;
    private readonly Gate _gate;
    private readonly bool _owned;

    internal Acts(IDbContextFactory<PortalDb> dbs, Gate gate)
        : this(gate, dbs.CreateDbContextAsync, true) { }

    private Acts(Gate gate, Func<CancellationToken, Task<PortalDb>> open, bool owned)
    {
        _gate = gate;
        _open = open;
        _owned = owned;
    }

    /// <summary>The same openings on a context that is there and stays its owner's: that of the Identity stores.</summary>
    internal Acts On(PortalDb db) => new(_gate, _ => Task.FromResult(db), false);

    /// <summary>An act that no person has a permit for: of a named job or of the operator's shell.</summary>
    /// <exception cref="Refusal">Denied.</exception>
    internal Task<SystemAct> System(Actor actor, Permit permit, CancellationToken ct) =>
        Opened(db => new SystemAct(db, _owned, _gate, actor, ct), permit, null, ct);

    /// <summary>An act of the operator's staff, and of the jobs that do the same.</summary>
    /// <exception cref="Refusal">Denied.</exception>
    internal Task<StaffAct> Staff(Actor actor, Permit permit, CancellationToken ct) =>
        Opened(db => new StaffAct(db, _owned, _gate, actor, ct), permit, null, ct);

    /// <summary>As the other, alone inside the lock of that name.</summary>
    internal Task<StaffAct> Staff(Actor actor, Permit permit, string alone, CancellationToken ct) =>
        Opened(db => new StaffAct(db, _owned, _gate, actor, ct), permit, alone, ct);

    /// <summary>An act at the organisation with this slug.</summary>
    /// <exception cref="Refusal">Not found: no such organisation, or nothing connects the actor with it. Denied: without this permit.</exception>
    internal Task<MerchantAct> Merchant(Actor actor, string slug, Permit permit, CancellationToken ct) =>
        Opened(db => new MerchantAct(db, _owned, _gate, actor, slug, ct), permit, null, ct);

    /// <summary>As the other, alone inside the lock of that name.</summary>
    internal Task<MerchantAct> Merchant(Actor actor, string slug, Permit permit, string alone, CancellationToken ct) =>
        Opened(db => new MerchantAct(db, _owned, _gate, actor, slug, ct), permit, alone, ct);

    /// <summary>An act of any signed-in person on what is their own.</summary>
    /// <exception cref="Refusal">Denied: not signed in, or locked.</exception>
    internal Task<OwnAct> Own(Actor actor, Permit permit, CancellationToken ct) =>
        Opened(db => new OwnAct(db, _owned, _gate, actor, ct), permit, null, ct);

    /// <summary>An act that is open to everybody, signed in or not.</summary>
    internal Task<OpenAct> Open(Actor actor, Permit permit, CancellationToken ct) =>
        Opened(db => new OpenAct(db, _owned, actor, ct), permit, null, ct);

    /// <summary>A further context of work whose act was opened before it: a slice of a job, a reading beside it. It asks nothing.</summary>
    internal async Task<Step> Step(CancellationToken ct) => new(await _open(ct), _owned, ct);

    private async Task<T> Opened<T>(Func<PortalDb, T> make, Permit permit, string? alone, CancellationToken ct)
        where T : Act
    {
        var act = make(await _open(ct));
        Telemetry.Acts.Count("kind", permit.ToString());
        try
        {
            await act.Demand(permit);
            if (alone is not null)
            {
                await act.Lock(alone);
                await act.DemandAnew(permit);
            }

            return act;
        }
        catch
        {
            await act.DisposeAsync();
            throw;
        }
    }
}
