using Portal.Domain.Data;
using Portal.Domain.Kernel;

namespace Portal.Domain.Identity;

/// <summary>An act that no person has a permit for: of a named job or of the operator's shell.</summary>
internal sealed class SystemAct(PortalDb db, bool owned, Gate gate, Actor actor, CancellationToken ct) : Act(db, owned, actor, ct)
{
    private readonly CancellationToken _ct = ct;

    public override Task Demand(Permit permit) =>
        Permits.Of(permit) is { Openness: Openness.Named, Merchant.Count: 0, Staff.Count: 0 }
            ? gate.Staff(Db, Actor, permit, _ct)
            : throw new InvalidOperationException($"{permit} is a permit of people.");
}
