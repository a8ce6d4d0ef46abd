using Microsoft.EntityFrameworkCore;
using Portal.Domain.Data;
using Portal.Domain.Kernel;

namespace Portal.Domain.Identity;

/// <summary>
/// The only way to get hold of a merchant, and the only judge of who may act. It reads memberships, custom roles and assignments on every
/// operation, so a removed or locked person is refused at the next click, and a merchant one may not know of looks the same as one that is
/// not there. When staff read a merchant's data it leaves a <see cref="AccessLog"/> for the merchant.
/// </summary>
internal sealed class Gate
{
    /// <summary>The merchant with this slug, for an actor who holds the permit there.</summary>
    /// <exception cref="Refusal">Not found: no such merchant, or nothing connects the actor with it. Denied: connected, but without this permit.</exception>
    internal async Task<Merchant> Merchant(PortalDb db, Actor actor, string slug, Permit permit, CancellationToken ct)
    {
        var merchant = await db.Merchants.SingleOrDefaultAsync(row => row.Slug == slug, ct);
        return await Admit(db, actor, merchant, permit, ct);
    }

    /// <summary>As the other, for a caller who reached the merchant's row by a reference (a case, a statement).</summary>
    internal async Task<Merchant> Merchant(PortalDb db, Actor actor, long merchantId, Permit permit, CancellationToken ct)
    {
        var merchant = await db.Merchants.SingleOrDefaultAsync(row => row.Id == merchantId, ct);
        return await Admit(db, actor, merchant, permit, ct);
    }

    /// <summary>An action of the operator's staff, a named job or the operator's shell.</summary>
    /// <exception cref="Refusal">Denied.</exception>
    public async Task Staff(PortalDb db, Actor actor, Permit permit, CancellationToken ct)
    {
        await LiveSession.RequireStrong(db, actor, ct);
        var standing = await PersonRights.Of(db, actor, null, ct);
        if (!Allows(Permits.Of(permit), actor, standing, null))
        {
            throw db.Denied(actor, permit);
        }
    }

    /// <summary>An action any signed-in person may take on what is their own. Returns their id.</summary>
    /// <exception cref="Refusal">Denied: not signed in, or locked.</exception>
    public async Task<long> SignedIn(PortalDb db, Actor actor, Permit permit, CancellationToken ct)
    {
        await LiveSession.Require(db, actor, ct);
        var rule = Permits.Of(permit);
        var allowed =
            actor.Kind == ActorKind.System
                ? rule.System.Contains(actor.Name)
                : rule.Openness != Openness.Named
                    && await PersonRights.Of(db, actor, null, ct) is { Known: true } standing
                    && standing.Allows(rule, null);
        return allowed ? actor.UserId : throw db.Denied(actor, permit);
    }

    /// <summary>What the actor holds at a merchant as its member: nobody gives on more than that.</summary>
    internal static async Task<IReadOnlySet<Permit>> HeldAt(PortalDb db, Actor actor, Merchant merchant, CancellationToken ct)
    {
        var standing = await PersonRights.Of(db, actor, merchant, ct);
        return Permits
            .Table.Where(rule => rule.Merchant.Any(standing.Roles.Contains))
            .Select(rule => rule.Permit)
            .Concat(standing.Custom)
            .ToHashSet();
    }

    /// <summary>
    /// Tells the merchant that this person of the staff read something of its. Written beside the reading, once for a permit and an hour;
    /// for members and jobs nothing is written.
    /// </summary>
    internal static async Task Looked(PortalDb db, Actor actor, Merchant merchant, Permit permit, CancellationToken ct)
    {
        var standing = await PersonRights.Of(db, actor, merchant, ct);
        await Looked(db, actor, merchant, permit, standing, ct);
    }

    private static async Task<Merchant> Admit(PortalDb db, Actor actor, Merchant? merchant, Permit permit, CancellationToken ct)
    {
        await LiveSession.RequireStrong(db, actor, ct);
        if (merchant is null)
        {
            throw Refusal.NotFound();
        }

        var standing = await PersonRights.Of(db, actor, merchant, ct);
        if (!Allows(Permits.Of(permit), actor, standing, merchant.Id))
        {
            // A stranger must not learn that the merchant exists; someone who may see it is told that this is not theirs to do.
            throw Allows(Permits.Of(Permit.ViewMerchant), actor, standing, merchant.Id)
                ? db.Denied(actor, permit, merchant.Id)
                : db.Hidden(actor, permit, merchant.Id);
        }

        await Looked(db, actor, merchant, permit, standing, ct);
        return merchant;
    }

    private static async Task Looked(
        PortalDb db,
        Actor actor,
        Merchant merchant,
        Permit permit,
        PersonRights standing,
        CancellationToken ct
    )
    {
        var view = standing.View?.MerchantId == merchant.Id ? standing.View : null;
        if (standing.Staff.Count == 0 || (standing.IsMember && view is null))
        {
            return;
        }

        var now = db.Time.UtcNow();
        var hour = now.Date.AddHours(now.Hour);
        var viewId = view?.Id ?? 0;
        var known = await db
            .Looks.Of(merchant)
            .AnyAsync(row => row.StaffId == actor.UserId && row.Permit == permit && row.HourUtc == hour && row.ViewId == viewId, ct);
        if (!known)
        {
            await AccessLogs.Insert(
                db,
                new AccessLogDraft(merchant.Id, actor, string.Join(',', standing.Staff), permit, viewId, view?.Why, hour, now),
                ct
            );
        }
    }

    private static bool Allows(Rule rule, Actor actor, PersonRights standing, long? merchantId) =>
        actor.Kind switch
        {
            ActorKind.System => rule.System.Contains(actor.Name),
            ActorKind.Anonymous => rule.Openness == Openness.Anyone,
            ActorKind.User => standing.Allows(rule, merchantId),
        };
}
