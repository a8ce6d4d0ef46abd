using Portal.Domain.Data;
using Portal.Domain.Kernel;

namespace Portal.Domain.Identity;

/// <summary>An act of the operator's staff, of a named job or of the operator's shell.</summary>
internal sealed class StaffAct(PortalDb db, bool owned, Gate gate, Actor actor, CancellationToken ct) : Act(db, owned, actor, ct)
{
    private readonly CancellationToken _ct = ct;

    public override Task Demand(Permit permit) => gate.Staff(Db, Actor, permit, _ct);
}
