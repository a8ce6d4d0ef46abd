using Microsoft.EntityFrameworkCore;
using Portal.Domain.Data;
using Portal.Domain.Kernel;

namespace Portal.Domain.Identity;

/// <summary>An act at one organisation, by its people or by staff who look on.</summary>
internal sealed class MerchantAct(PortalDb db, bool owned, Gate gate, Actor actor, string slug, CancellationToken ct)
    : Act(db, owned, actor, ct)
{
    private readonly CancellationToken _ct = ct;

    /// <summary>As it was when the permit was asked.</summary>
    public Merchant Merchant { get; private set; } = null!;

    protected override long? MerchantId => Merchant.Id;

    public override async Task Demand(Permit permit) => Merchant = await gate.Merchant(Db, Actor, slug, permit, _ct);

    internal override Task DemandAnew(Permit permit)
    {
        Db.Entry(Merchant).State = EntityState.Detached;
        return Demand(permit);
    }
}
