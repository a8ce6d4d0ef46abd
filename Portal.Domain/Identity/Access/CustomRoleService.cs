using Microsoft.EntityFrameworkCore;
using Portal.Domain.Data;
using Portal.Domain.Kernel;

namespace Portal.Domain.Identity;

/// <summary>One column of the matrix.</summary>
public sealed record MatrixRole(RoleName Name, IReadOnlyList<Permit> Permits, int People, int Version);

/// <summary>One row of the matrix; Mine tells whether the reader holds it and so may give it on.</summary>
public sealed record MatrixPermit(Rule Fact, bool Mine);

public sealed record RoleMatrix(IReadOnlyList<MatrixPermit> Permits, IReadOnlyList<MatrixRole> Roles, bool MayManage);

/// <summary>What a form sends: the role's id (null for a new one), its name and its permits.</summary>
public sealed record CustomRoleForm(long? Id, string Name, IReadOnlyList<Permit> Permits, int Version);

/// <summary>Roles an organisation makes of single permits, beside the built-in ones.</summary>
public sealed class CustomRoleService(Acts acts, TimeProvider clock)
{
    /// <summary>Letters that a role's name may have.</summary>
    public const int NameMax = CustomRole.NameMax;

    /// <summary>Custom roles of one organisation.</summary>
    public const int RolesMax = 20;

    /// <summary>All roles of the organisation against all permits a member can have.</summary>
    public async Task<RoleMatrix> Matrix(Actor actor, string merchant, CancellationToken ct)
    {
        await using var act = await acts.Merchant(actor, merchant, Permit.ViewMembers, ct);
        var row = act.Merchant;
        var held = await Gate.HeldAt(act.Db, actor, row, ct);
        var own = await act.Db.CustomRoles.AsNoTracking().Of(row).OrderBy(role => role.Name).ToListAsync(ct);
        var people = (await act.Db.Memberships.AsNoTracking().Of(row).ToListAsync(ct)).ToLookup(one => one.Key);
        return new RoleMatrix(
            [.. Permits.Table.Where(rule => rule.Merchant.Count > 0).Select(rule => new MatrixPermit(rule, held.Contains(rule.Permit)))],
            [
                .. Enum.GetValues<MerchantRole>()
                    .Select(role => new MatrixRole(
                        new RoleName(RoleKey.Of(role), null),
                        RoleTable.PermitsOf(role),
                        people[RoleKey.Of(role)].Count(),
                        0
                    )),
                .. own.Select(role => new MatrixRole(
                    new RoleName(RoleKey.OfCustom(role.Id), role.Name),
                    role.Permits,
                    people[RoleKey.OfCustom(role.Id)].Count(),
                    role.Version
                )),
            ],
            held.Contains(Permit.ManageRoles)
        );
    }

    /// <summary>Makes or changes a custom role and returns its id; who has it gets or loses permits at once.</summary>
    /// <exception cref="Refusal">Name missing or taken; no permit; one that cannot be given or that the actor does not hold; too many roles.</exception>
    public async Task<long> Save(Actor actor, string merchant, CustomRoleForm form, CancellationToken ct)
    {
        await using var act = await acts.Merchant(actor, merchant, Permit.ManageRoles, MembershipService.LockName(merchant), ct);
        var row = act.Merchant;
        RoleTable.DemandHeld(await Gate.HeldAt(act.Db, actor, row, ct), form.Permits);
        var role = form.Id is null ? await Make(act.Db, row, form, ct) : await Change(act.Db, row, form, form.Id.Value, ct);
        var before = form.Id is null ? null : act.Db.Entry(role).OriginalValues[nameof(CustomRole.PermitNames)];
        await act.Save(
            () => new Refusal(IdentityRefusals.RoleNameTaken, role.Name).On(nameof(form.Name)),
            "IX_CustomRoles_MerchantId_Name"
        );

        await act.Commit(
            form.Id is null ? "role.made" : "role.changed",
            "role",
            RoleKey.OfCustom(role.Id).ToString(),
            before is null ? null : new { Permits = before },
            new { role.Name, Permits = role.PermitNames }
        );
        return role.Id;
    }

    /// <summary>Deletes a custom role that nobody has and no open invitation gives.</summary>
    /// <exception cref="Refusal">Somebody has it.</exception>
    public async Task Delete(Actor actor, string merchant, long roleId, CancellationToken ct)
    {
        await using var act = await acts.Merchant(actor, merchant, Permit.ManageRoles, MembershipService.LockName(merchant), ct);
        var row = act.Merchant;
        var role = await act.Db.CustomRoles.Of(row).SingleOrDefaultAsync(one => one.Id == roleId, ct) ?? throw Refusal.NotFound();
        var key = RoleKey.OfCustom(roleId);
        var open = await act.Db.Invitations.AsNoTracking().Of(row).Where(one => one.OpenFor != null).ToListAsync(ct);
        var used =
            await act.Db.Memberships.Of(row).AnyAsync(one => one.CustomRoleId == roleId, ct) || open.Exists(one => one.Roles.Contains(key));
        Refusal.Unless(!used, IdentityRefusals.RoleInUse, role.Name);
        act.Db.CustomRoles.Remove(role);
        await act.Commit("role.deleted", "role", key.ToString(), before: new { role.Name, Permits = role.PermitNames });
    }

    private async Task<CustomRole> Make(PortalDb db, Merchant merchant, CustomRoleForm form, CancellationToken ct)
    {
        var count = await db.CustomRoles.Of(merchant).CountAsync(ct);
        Refusal.Unless(count < RolesMax, IdentityRefusals.TooManyRoles, RolesMax);
        var role = CustomRole.Make(merchant, form.Name, form.Permits, clock.UtcNow());
        db.CustomRoles.Add(role);
        return role;
    }

    private static async Task<CustomRole> Change(PortalDb db, Merchant merchant, CustomRoleForm form, long id, CancellationToken ct)
    {
        var role = await db.CustomRoles.Of(merchant).SingleOrDefaultAsync(one => one.Id == id, ct) ?? throw Refusal.NotFound();
        Refusal.Unless(role.Version == form.Version, KernelRefusals.Conflict);
        var key = RoleKey.OfCustom(id);
        if (!RoleTable.IsMoney(key, role.Permits) && RoleTable.IsMoney(key, form.Permits))
        {
            // Who holds it would come to money without a second person's yes.
            var open = await db.Invitations.AsNoTracking().Of(merchant).Where(one => one.OpenFor != null).ToListAsync(ct);
            var given =
                await db.Memberships.Of(merchant).AnyAsync(one => one.CustomRoleId == id, ct)
                || open.Exists(one => one.Roles.Contains(key));
            Refusal.Unless(!given, IdentityRefusals.RoleGivenOut, role.Name);
        }

        role.Change(form.Name, form.Permits);
        return role;
    }
}
