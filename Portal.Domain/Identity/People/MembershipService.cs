using Microsoft.EntityFrameworkCore;
using Portal.Domain.Data;
using Portal.Domain.Kernel;

namespace Portal.Domain.Identity;

/// <param name="Grantable">The roles the reader may give.</param>
/// <param name="Guarded">Those of them that take a second person.</param>
public sealed record Team(IReadOnlyList<Colleague> Members, IReadOnlyList<RoleName> Grantable, IReadOnlyList<RoleKey> Guarded);

/// <summary>Who belongs to an organisation and as what.</summary>
public sealed class MembershipService(Acts acts, INotifier tell, TimeProvider clock)
{
    /// <summary>People in one organisation.</summary>
    /// <summary>Whoever changes who belongs to an organisation and as what goes one at a time.</summary>
    internal static string LockName(string slug) => "members:" + slug;

    /// <summary>The people of the organisation, by name, and which roles the reader may give.</summary>
    public async Task<Team> Team(Actor actor, string merchant, CancellationToken ct)
    {
        await using var act = await acts.Merchant(actor, merchant, Permit.ViewMembers, ct);
        var row = act.Merchant;
        var held = await Gate.HeldAt(act.Db, actor, row, ct);
        var names = await RoleTable.Names(act.Db, row, ct);
        var permits = await PermitsOfRoles(act.Db, row, ct);
        var members = await act
            .Db.Memberships.Of(row)
            .Join(act.Db.Users, one => one.UserId, user => user.Id, (one, user) => new { one, user })
            .AsNoTracking()
            .ToListAsync(ct);
        var owners = members.Count(both => both.one.Role == MerchantRole.Owner);
        var manages = held.Contains(Permit.ManageMembers);
        return new Team(
            [
                .. members
                    .GroupBy(both => both.user.Id)
                    .Select(group => new Colleague(
                        group.Key,
                        group.First().user.DisplayName,
                        group.First().user.Email ?? string.Empty,
                        [.. names.Where(name => group.Any(both => both.one.Key == name.Key))],
                        group.Min(both => both.one.SinceUtc),
                        group.First().user.LastSignInUtc,
                        group.Key == actor.UserId,
                        owners == 1 && group.Any(both => both.one.Role == MerchantRole.Owner),
                        manages && group.All(both => permits[both.one.Key].All(held.Contains))
                    ))
                    .OrderBy(one => one.DisplayName, StringComparer.CurrentCultureIgnoreCase),
            ],
            manages ? [.. names.Where(name => permits[name.Key].All(held.Contains))] : [],
            [.. names.Select(name => name.Key).Where(key => RoleTable.IsMoney(key, permits[key]))]
        );
    }

    /// <summary>Takes a person out of the organisation: their next click there is refused.</summary>
    /// <exception cref="Refusal">Not a member; holds more than the actor does; the last owner.</exception>
    public async Task Remove(Actor actor, string merchant, long userId, CancellationToken ct)
    {
        await using var act = await acts.Merchant(actor, merchant, Permit.ManageMembers, LockName(merchant), ct);
        var row = act.Merchant;
        var held = await HeldBy(act.Db, row, userId, ct);
        await RoleTable.DemandGrantable(act.Db, actor, row, [.. held.Select(one => one.Key)], ct);
        await Take(act.Db, actor, row, held, "member.removed", ct);
        await act.Save();
        await NotifyRoles(act.Db, actor, row, userId, ct);
        await act.Commit();
    }

    /// <summary>The actor leaves the organisation.</summary>
    /// <exception cref="Refusal">They are its last owner.</exception>
    public async Task Leave(Actor actor, string merchant, CancellationToken ct)
    {
        await using var act = await acts.Merchant(actor, merchant, Permit.LeaveMerchant, LockName(merchant), ct);
        await Take(act.Db, actor, act.Merchant, await HeldBy(act.Db, act.Merchant, actor.UserId, ct), "member.left", ct);
        await act.Commit();
    }

    /// <summary>
    /// Leaves a member exactly these roles; what begins or ends without a second person. The caller has judged the actor, has the members' turn
    /// and saves. False when that is what they have already.
    /// </summary>
    /// <exception cref="Refusal">No role; a role given or taken holds more than the actor does; the last owner would be gone.</exception>
    internal async Task<bool> SetRoles(
        PortalDb db,
        Actor actor,
        Merchant merchant,
        long userId,
        IReadOnlyCollection<RoleKey> roles,
        CancellationToken ct
    )
    {
        var held = await HeldBy(db, merchant, userId, ct);
        Refusal.Unless(roles.Count > 0, IdentityRefusals.RoleMissing);
        var taken = held.Where(one => !roles.Contains(one.Key)).ToList();
        var given = roles.Distinct().Except(held.Select(one => one.Key)).ToList();
        await RoleTable.DemandGrantable(db, actor, merchant, [.. given, .. taken.Select(one => one.Key)], ct);
        await GuardedRoles.RefuseAlone(db, merchant, given, ct);
        await Take(db, actor, merchant, taken, "member.role-taken", ct);
        foreach (var role in given)
        {
            await GrantRole(db, actor, merchant, userId, role, null, ct);
        }

        return given.Count + taken.Count > 0;
    }

    /// <summary>
    /// The one place where a membership begins: the members page, an accepted invitation, an approved grant. The caller has judged the actor
    /// and saves; a role the person has already changes nothing.
    /// </summary>
    /// <exception cref="Refusal">Unknown role or person; the organisation is full.</exception>
    internal async Task GrantRole(PortalDb db, Actor actor, Merchant merchant, long userId, RoleKey role, string? why, CancellationToken ct)
    {
        var permits = await RoleTable.PermitsOf(db, merchant, role, ct);
        var rows = await db
            .Memberships.Of(merchant)
            .Select(one => new
            {
                one.UserId,
                one.Role,
                one.CustomRoleId,
            })
            .ToListAsync(ct);
        if (rows.Any(one => one.UserId == userId && one.Role == role.BuiltIn && one.CustomRoleId == role.Custom))
        {
            return;
        }

        var people = rows.Select(one => one.UserId).Append(userId).Distinct().Count();
        var most = await db.Policy(AccountPolicies.MembersPerOrganisation, ct);
        Refusal.Unless(people <= most, IdentityRefusals.TooManyMembers, most);
        if (!await db.Users.AnyAsync(user => user.Id == userId, ct))
        {
            throw Refusal.NotFound();
        }

        db.Memberships.Add(new Membership(userId, merchant.Id, role, clock.UtcNow()));
        var facts = new
        {
            userId,
            Role = role.ToString(),
            Money = RoleTable.IsMoney(role, permits),
        };
        db.Audit(actor, "member.role-granted", "merchant", merchant.Slug, merchant.Id, after: facts, why: why);
    }

    /// <summary>Tells a member what they are here now; the caller has saved the change and saves again.</summary>
    internal async Task NotifyRoles(PortalDb db, Actor actor, Merchant merchant, long userId, CancellationToken ct)
    {
        var names = await RoleTable.Names(db, merchant, ct);
        var held = await db.Memberships.AsNoTracking().Of(merchant).Where(one => one.UserId == userId).ToListAsync(ct);
        await tell.RolesChanged(db, actor, merchant, userId, [.. names.Where(name => held.Any(one => one.Key == name.Key))], ct);
    }

    private static async Task<List<Membership>> HeldBy(PortalDb db, Merchant merchant, long userId, CancellationToken ct)
    {
        var held = await db.Memberships.Of(merchant).Where(one => one.UserId == userId).ToListAsync(ct);
        return held.Count > 0 ? held : throw Refusal.NotFound();
    }

    private static async Task Take(
        PortalDb db,
        Actor actor,
        Merchant merchant,
        IReadOnlyList<Membership> taken,
        string action,
        CancellationToken ct
    )
    {
        if (taken.Count == 0)
        {
            return;
        }

        if (taken.Any(one => one.Role == MerchantRole.Owner))
        {
            var owners = await db.Memberships.Of(merchant).CountAsync(one => one.Role == MerchantRole.Owner, ct);
            Refusal.Unless(owners > 1, IdentityRefusals.LastOwner);
        }

        db.Memberships.RemoveRange(taken);
        var facts = new { taken[0].UserId, Roles = taken.Select(one => one.Key.ToString()).Order(StringComparer.Ordinal).ToArray() };
        db.Audit(actor, action, "merchant", merchant.Slug, merchant.Id, before: facts);
    }

    private static async Task<Dictionary<RoleKey, IReadOnlyList<Permit>>> PermitsOfRoles(
        PortalDb db,
        Merchant merchant,
        CancellationToken ct
    )
    {
        var own = await db.CustomRoles.AsNoTracking().Of(merchant).ToListAsync(ct);
        return Enum.GetValues<MerchantRole>()
            .Select(role => (Key: RoleKey.Of(role), Permits: RoleTable.PermitsOf(role)))
            .Concat(own.Select(role => (Key: RoleKey.OfCustom(role.Id), role.Permits)))
            .ToDictionary(role => role.Key, role => role.Permits);
    }
}
