using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Portal.Domain.Data;
using Portal.Domain.Kernel;

namespace Portal.Domain.Identity;

/// <summary>View as merchant: Support sees what an organisation's owner sees, for a reason and for a while, and changes nothing.</summary>
public sealed class SupportViewService(Acts acts, TimeProvider clock)
{
    /// <summary>Letters that a reason may have.</summary>
    public const int WhyMax = SupportView.WhyMax;

    /// <summary>Opens a view of 30 minutes; one that is open elsewhere ends.</summary>
    /// <exception cref="Refusal">No such organisation; no reason, or a very short one.</exception>
    public async Task<DateTime> Start(Actor actor, string merchant, string why, CancellationToken ct)
    {
        await using var act = await acts.Merchant(
            actor,
            merchant,
            Permit.ViewAsMerchant,
            string.Create(CultureInfo.InvariantCulture, $"view:{actor.UserId}"),
            ct
        );
        await EndOpen(act.Db, actor, ct);
        var length = await act.Db.Policy(SignInPolicies.SupportViewMinutes, ct);
        var view = new SupportView(actor.UserId, act.Merchant, why, length, clock.UtcNow());
        act.Db.SupportViews.Add(view);
        await act.Commit("support-view.started", "merchant", act.Merchant.Slug, after: new { view.EndsUtc }, why: view.Why);
        return view.EndsUtc;
    }

    /// <summary>Ends the actor's view; without one nothing happens.</summary>
    public async Task End(Actor actor, CancellationToken ct)
    {
        await using var act = await acts.Staff(actor, Permit.ViewAsMerchant, ct);
        await EndOpen(act.Db, actor, ct);
        await act.Commit();
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
