using Portal.Domain.Data;
using Portal.Domain.Kernel;

namespace Portal.Domain.Identity;

/// <summary>An act of the operator's staff, of a named job or of the operator's shell.</summary>
internal sealed class StaffAct(PortalDb db, bool owned, Gate gate, Actor actor, CancellationToken ct) : Act(db, owned, actor, ct)
{
    private readonly CancellationToken _ct = ct;

    /// <summary>The organisation that a row belongs to which this act has found, for an actor who holds the permit there.</summary>
    /// <exception cref="Refusal">As for an act at it.</exception>
    public Task<Merchant> At(long merchantId, Permit permit) => gate.Merchant(Db, Actor, merchantId, permit, _ct);

    public override Task Demand(Permit permit) => gate.Staff(Db, Actor, permit, _ct);
}
