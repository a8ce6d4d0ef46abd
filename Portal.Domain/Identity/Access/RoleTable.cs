using Microsoft.EntityFrameworkCore;
using Portal.Domain.Data;
using Portal.Domain.Kernel;

namespace Portal.Domain.Identity;

/// <summary>What the roles of an organisation hold, and the rule that nobody gives on more than they have.</summary>
internal static class RoleTable
{
    public static IReadOnlyList<Permit> PermitsOf(MerchantRole role) =>
        [.. Permits.Table.Where(rule => rule.Merchant.Contains(role)).Select(rule => rule.Permit)];

    /// <summary>Roles that reach money; giving one is what an approval is for.</summary>
    public static bool IsMoney(RoleKey key, IReadOnlyList<Permit> permits) =>
        key.BuiltIn is MerchantRole.Owner or MerchantRole.FinanceManager
        || permits.Any(permit => Permits.Of(permit).Grant == PermitGrant.Money);

    /// <exception cref="Refusal">Not found: the organisation has no such role.</exception>
    public static async Task<IReadOnlyList<Permit>> PermitsOf(PortalDb db, Merchant merchant, RoleKey key, CancellationToken ct) =>
        key.BuiltIn is { } builtIn
            ? PermitsOf(builtIn)
            : (
                await db.CustomRoles.AsNoTracking().Of(merchant).SingleOrDefaultAsync(role => role.Id == key.Custom, ct)
                ?? throw Refusal.NotFound()
            ).Permits;

    /// <summary>Every role is the organisation's, and none holds more than the actor does.</summary>
    /// <exception cref="Refusal">A role is missing, unknown or holds more than the actor does.</exception>
    public static async Task DemandGrantable(
        PortalDb db,
        Actor actor,
        Merchant merchant,
        IReadOnlyCollection<RoleKey> keys,
        CancellationToken ct
    )
    {
        var held = await Gate.HeldAt(db, actor, merchant, ct);
        foreach (var key in keys)
        {
            var permits = await PermitsOf(db, merchant, key, ct);
            DemandHeld(held, permits);
        }
    }

    /// <exception cref="Refusal">A permit the actor does not hold themselves.</exception>
    public static void DemandHeld(IReadOnlySet<Permit> held, IEnumerable<Permit> permits)
    {
        foreach (var permit in permits.Where(permit => !held.Contains(permit)))
        {
            throw new Refusal(IdentityRefusals.MoreThanYouHave, permit);
        }
    }

    /// <summary>The organisation's roles as screens name them: the built-in ones, then its own by name.</summary>
    public static async Task<IReadOnlyList<RoleName>> Names(PortalDb db, Merchant merchant, CancellationToken ct)
    {
        var own = await db
            .CustomRoles.Of(merchant)
            .OrderBy(role => role.Name)
            .Select(role => new RoleName(new RoleKey(null, role.Id), role.Name))
            .ToListAsync(ct);
        return [.. Enum.GetValues<MerchantRole>().Select(role => new RoleName(RoleKey.Of(role), null)), .. own];
    }
}
