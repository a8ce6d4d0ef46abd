using Microsoft.EntityFrameworkCore;
using Portal.Domain.Data;
using Portal.Domain.Kernel;

namespace Portal.Domain.Identity;

/// <summary>
/// The only way to get hold of a merchant, and the only judge of who may act. It reads memberships and assignments on every operation, so a
/// removed person is refused at the next click, and a merchant one may not know of looks the same as one that is not there.
/// </summary>
public sealed class Gate
{
    /// <summary>The merchant with this slug, for an actor who holds the permit there.</summary>
    /// <exception cref="Refusal">Not found: no such merchant, or nothing connects the actor with it. Denied: connected, but without this permit.</exception>
    public async Task<Merchant> Merchant(PortalDb db, Actor actor, string slug, Permit permit, CancellationToken ct)
    {
        var merchant = await db.Merchants.SingleOrDefaultAsync(row => row.Slug == slug, ct);
        return await Admit(db, actor, merchant, permit, ct);
    }

    /// <summary>As the other, for a caller who reached the merchant's row by a reference (a case, a statement).</summary>
    public async Task<Merchant> Merchant(PortalDb db, Actor actor, long merchantId, Permit permit, CancellationToken ct)
    {
        var merchant = await db.Merchants.SingleOrDefaultAsync(row => row.Id == merchantId, ct);
        return await Admit(db, actor, merchant, permit, ct);
    }

    /// <summary>An action of the operator's staff, a named job or the operator's shell.</summary>
    /// <exception cref="Refusal">Denied.</exception>
    public async Task Staff(PortalDb db, Actor actor, Permit permit, CancellationToken ct)
    {
        if (!Allows(Permits.Of(permit), actor, [], await StaffRoles(db, actor, ct)))
        {
            throw db.Denied(actor, permit);
        }
    }

    /// <summary>An action any signed-in person may take on what is his own. Returns his id.</summary>
    /// <exception cref="Refusal">Denied: not signed in.</exception>
    public async Task<long> SignedIn(PortalDb db, Actor actor, Permit permit, CancellationToken ct)
    {
        var rule = Permits.Of(permit);
        var known = actor.Kind == ActorKind.User && await db.Users.AnyAsync(user => user.Id == actor.UserId, ct);
        var allowed = actor.Kind == ActorKind.System ? rule.System.Contains(actor.Name) : known && rule.Openness != Openness.Named;
        return allowed ? actor.UserId : throw db.Denied(actor, permit);
    }

    private static async Task<Merchant> Admit(PortalDb db, Actor actor, Merchant? merchant, Permit permit, CancellationToken ct)
    {
        if (merchant is null)
        {
            throw Refusal.NotFound();
        }

        var staff = await StaffRoles(db, actor, ct);
        var roles =
            actor.Kind == ActorKind.User
                ? await db.Memberships.Of(merchant).Where(row => row.UserId == actor.UserId).Select(row => row.Role).ToListAsync(ct)
                : [];
        if (Allows(Permits.Of(permit), actor, roles, staff))
        {
            return merchant;
        }

        // A stranger must not learn that the merchant exists; someone who may see it is told that this is not his to do.
        throw Allows(Permits.Of(Permit.ViewMerchant), actor, roles, staff)
            ? db.Denied(actor, permit, merchant.Id)
            : db.Hidden(actor, permit, merchant.Id);
    }

    private static async Task<List<StaffRole>> StaffRoles(PortalDb db, Actor actor, CancellationToken ct) =>
        actor.Kind == ActorKind.User
            ? await db.StaffAssignments.Where(row => row.UserId == actor.UserId).Select(row => row.Role).ToListAsync(ct)
            : [];

    internal static bool Allows(Rule rule, Actor actor, IReadOnlyCollection<MerchantRole> merchant, IReadOnlyCollection<StaffRole> staff) =>
        actor.Kind switch
        {
            ActorKind.System => rule.System.Contains(actor.Name),
            ActorKind.Anonymous => rule.Openness == Openness.Anyone,
            ActorKind.User => rule.Openness != Openness.Named || rule.Merchant.Any(merchant.Contains) || rule.Staff.Any(staff.Contains),
        };
}
