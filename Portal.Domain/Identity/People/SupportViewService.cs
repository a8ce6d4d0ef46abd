using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Portal.Domain.Data;
using Portal.Domain.Kernel;

namespace Portal.Domain.Identity;

/// <summary>View as merchant: Support sees what an organisation's owner sees, for a reason and for a while, and changes nothing.</summary>
public sealed class SupportViewService(IDbContextFactory<PortalDb> dbs, Gate gate, TimeProvider clock)
{
    /// <summary>Opens a view of 30 minutes; one that is open elsewhere ends.</summary>
    /// <exception cref="Refusal">No such organisation; no reason, or a very short one.</exception>
    [Needs(Permit.ViewAsMerchant)]
    public async Task<DateTime> Start(Actor actor, string merchant, string why, CancellationToken ct)
    {
        await using var db = await dbs.CreateDbContextAsync(ct);
        await using var turn = await gate.BeginTurn(
            db,
            actor,
            merchant,
            Permit.ViewAsMerchant,
            string.Create(CultureInfo.InvariantCulture, $"view:{actor.UserId}"),
            ct
        );
        var row = turn.Merchant;
        await EndOpen(db, actor, ct);
        var view = new SupportView(actor.UserId, row, why, await db.Policy(SignInPolicies.SupportViewMinutes, ct), clock.UtcNow());
        db.SupportViews.Add(view);
        db.Audit(actor, "support-view.started", "merchant", row.Slug, row.Id, after: new { view.EndsUtc }, why: view.Why);
        await db.SaveChangesAsync(ct);
        await turn.Commit(ct);
        return view.EndsUtc;
    }

    /// <summary>Ends the actor's view; without one nothing happens.</summary>
    [Needs(Permit.ViewAsMerchant)]
    public async Task End(Actor actor, CancellationToken ct)
    {
        await using var db = await dbs.CreateDbContextAsync(ct);
        await gate.Staff(db, actor, Permit.ViewAsMerchant, ct);
        await EndOpen(db, actor, ct);
        await db.SaveChangesAsync(ct);
    }

    private async Task EndOpen(PortalDb db, Actor actor, CancellationToken ct)
    {
        var now = clock.UtcNow();
        foreach (var open in await db.SupportViews.Where(row => row.StaffId == actor.UserId && row.EndsUtc > now).ToListAsync(ct))
        {
            open.End(now);
            var merchant = await db.Merchants.SingleAsync(row => row.Id == open.MerchantId, ct);
            db.Audit(actor, "support-view.ended", "merchant", merchant.Slug, merchant.Id);
        }
    }
}
