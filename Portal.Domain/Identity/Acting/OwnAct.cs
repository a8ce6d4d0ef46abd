using Portal.Domain.Data;
using Portal.Domain.Kernel;

namespace Portal.Domain.Identity;

/// <summary>An act of any signed-in person on what is their own.</summary>
internal sealed class OwnAct(PortalDb db, bool owned, Gate gate, Actor actor, CancellationToken ct) : Act(db, owned, actor, ct)
{
    private readonly CancellationToken _ct = ct;

    public long UserId { get; private set; }

    public override async Task Demand(Permit permit) => UserId = await gate.SignedIn(Db, Actor, permit, _ct);
}
