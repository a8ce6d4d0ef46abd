using Microsoft.EntityFrameworkCore;
using Portal.Domain.Data;
using Portal.Domain.Identity;
using Portal.Domain.Kernel;
using Portal.Domain.Notifications;

namespace Portal.Domain.Approvals;

/// <summary>
/// Roles of money and power take two persons (docs/decisions/0008-roles-of-money-take-two.md). Other roles are given by one and do not come
/// this way.
/// </summary>
public sealed class RoleGrantService
{
    /// <summary>The line of the content that is the role itself.</summary>
    public const string RoleField = RoleGrantApproval.RoleField;

    private readonly Acts _acts;
    private readonly ApprovalRequests _desk;
    private readonly MemberRoleKind _memberRole;
    private readonly MembershipService _members;
    private readonly IEnumerable<IStepUp> _stepUps;
    private readonly TimeProvider _clock;

    internal RoleGrantService(
        Acts acts,
        ApprovalRequests desk,
        MemberRoleKind memberRole,
        MembershipService members,
        IEnumerable<IStepUp> stepUps,
        TimeProvider clock
    ) => (_acts, _desk, _memberRole, _members, _stepUps, _clock) = (acts, desk, memberRole, members, stepUps, clock);

    /// <summary>Proposes a guarded role on the staff; another administrator decides. Returns the approval's number.</summary>
    /// <exception cref="Refusal">No such person; the role is held already or needs no approval; one waits already.</exception>
    public async Task<string> ProposeStaff(Actor actor, long userId, StaffRole role, string reason, string key, CancellationToken ct)
    {
        await using var act = await _acts.Staff(actor, Permit.GrantStaffRoles, ct);
        await act.Command(key);
        if (await ApprovalRequests.Repeated(act.Db, actor, key, ct) is { } done)
        {
            return done.Number;
        }

        Refusal.Unless(GuardedRoles.Staff.Contains(role), ApprovalsRefusals.RoleNeedsNoApproval);
        var person = await act.Db.Users.SingleOrDefaultAsync(user => user.Id == userId, ct) ?? throw Refusal.NotFound();
        var held = await act.Db.StaffAssignments.Where(row => row.UserId == userId).Select(row => row.Role).ToListAsync(ct);
        Refusal.Unless(!held.Contains(role), ApprovalsRefusals.RoleHeld, person.DisplayName);
        await RefuseTwice(act.Db, row => row.UserId == userId && row.StaffRole == role, person, ct);
        var grant = RoleGrant.Of(userId, role, _clock.UtcNow());
        var before = Before(person, held.Select(one => one.ToString()));
        var number = await Propose(act.Db, actor, StaffRoleKind.KindName, grant, person, before, reason, key, ct);
        await act.Commit();
        return number;
    }

    /// <summary>
    /// Gives a member exactly these roles, all of it or nothing. A money role takes another owner: it is proposed, waits, and comes beside the
    /// others when it is agreed to; where there is nothing beside it the roles stay as they are until then. An organisation with one owner has
    /// nobody to decide: there the owner's fresh confirmation gives it at once, and every owner is told by mail. Returns the approval that was
    /// asked for, the last one of several; null when all is done.
    /// </summary>
    /// <exception cref="Refusal">
    /// Not a member; no role; one waits already; a role given or taken holds more than the actor does; the last owner would be gone; of a money
    /// role: no reason, no fresh confirmation.
    /// </exception>
    public async Task<string?> SetRoles(
        Actor actor,
        string merchant,
        long userId,
        IReadOnlyList<RoleKey> roles,
        string reason,
        string key,
        CancellationToken ct
    )
    {
        await using var act = await _acts.Merchant(actor, merchant, Permit.ManageMembers, ct);
        await act.Command(key);
        await act.Lock(MembershipService.LockName(merchant));
        await act.Demand(Permit.ManageMembers);
        var organisation = act.Merchant;
        var team = await act.Db.Memberships.Of(organisation).ToListAsync(ct);
        var held = team.Where(row => row.UserId == userId).Select(row => row.Key).ToList();
        Refusal.Unless(held.Count > 0, ApprovalsRefusals.NotAMember);
        Refusal.Unless(roles.Count > 0, IdentityRefusals.RoleMissing);
        var money = new List<RoleKey>();
        foreach (var role in roles.Distinct().Except(held))
        {
            if (await GuardedRoles.IsGuarded(act.Db, organisation, role, ct))
            {
                money.Add(role);
            }
        }

        var asks = money.Count > 0 && await HasAnotherOwner(act.Db, actor, team, ct);
        string? number = null;
        if (money.Count > 0)
        {
            await RoleTable.DemandGrantable(act.Db, actor, organisation, money, ct);
            await act.Demand(Permit.GrantMoneyRoles);
            foreach (var role in money)
            {
                number = await GiveMoney(act.Db, actor, organisation, userId, role, held, asks, reason, key, ct) ?? number;
            }
        }

        var rest = asks ? roles.Except(money).ToList() : roles;
        if (rest.Count > 0 && await _members.SetRoles(act.Db, actor, organisation, userId, rest, ct))
        {
            await act.Save();
            await _members.NotifyRoles(act.Db, actor, organisation, userId, ct);
        }

        await act.Commit();
        return number;
    }

    /// <summary>
    /// Whether another owner would have to agree to a money role that the actor gives; who is the only owner, with all accounts that are
    /// theirs, decides alone.
    /// </summary>
    public async Task<bool> TakesAnotherOwner(Actor actor, string merchant, CancellationToken ct)
    {
        await using var act = await _acts.Merchant(actor, merchant, Permit.GrantMoneyRoles, ct);
        return await HasAnotherOwner(act.Db, actor, await act.Db.Memberships.AsNoTracking().Of(act.Merchant).ToListAsync(ct), ct);
    }

    private static async Task<bool> HasAnotherOwner(PortalDb db, Actor actor, List<Membership> _members, CancellationToken ct)
    {
        var mine = await SamePerson.Of(db, actor.UserId, ct);
        return _members.Exists(row => row.Role == MerchantRole.Owner && !mine.Contains(row.UserId));
    }

    private async Task<string?> GiveMoney(
        PortalDb db,
        Actor actor,
        Merchant organisation,
        long userId,
        RoleKey role,
        IReadOnlyList<RoleKey> held,
        bool asks,
        string reason,
        string key,
        CancellationToken ct
    )
    {
        // One command may ask for several roles, each an approval of its own.
        var ofRole = $"{key}-{role}";
        if (await ApprovalRequests.Repeated(db, actor, ofRole, ct) is { } done)
        {
            return done.Number;
        }

        var person = await db.Users.SingleAsync(user => user.Id == userId, ct);
        var name = role.ToString();
        await RefuseTwice(db, row => row.UserId == userId && row.MerchantId == organisation.Id && row.MemberRole == name, person, ct);
        var grant = RoleGrant.Of(userId, organisation.Id, role, _clock.UtcNow());
        if (asks)
        {
            var before = Before(person, held.Select(one => one.ToString()));
            return await Propose(db, actor, MemberRoleKind.KindName, grant, person, before, reason, ofRole, ct);
        }

        await GrantAlone(db, actor, organisation, grant, person, reason, ct);
        return null;
    }

    private async Task GrantAlone(
        PortalDb db,
        Actor actor,
        Merchant organisation,
        RoleGrant grant,
        PortalUser person,
        string reason,
        CancellationToken ct
    )
    {
        foreach (var stepUp in _stepUps)
        {
            await stepUp.Require(db, actor, ct);
        }

        var now = _clock.UtcNow();
        var why = Text.Required(reason, nameof(Approval.Reason), Approval.ReasonMax);
        grant.Finish(GrantState.Granted);
        db.RoleGrants.Add(grant);
        await _memberRole.Give(db, actor, grant, why, now, ct);
        RoleGrantApproval.Record(db, actor, grant, why);
        await db.SaveChangesAsync(ct);
        var name = (await RoleTable.Names(db, organisation, ct)).Single(one => one.Key.ToString() == grant.RoleName);
        var notification = new Notification(
            NoticeKind.MoneyRoleGranted,
            new NoticeThing("members", organisation.Slug, organisation.Slug),
            System.FormattableString.Invariant($"money-role:{grant.Id}"),
            person.DisplayName,
            organisation.DisplayName,
            actor.Name,
            NoticeArg.Words([name.CustomName ?? OwnWord.Of($"{nameof(MerchantRole)}_{name.Key.BuiltIn}")])
        );
        // Whose role it is has heard it as their own.
        await db.Notify(notification, db.OwnersOf(organisation.Id).Where(id => id != person.Id || id == actor.UserId), ct);
        await db.SaveChangesAsync(ct);
    }

    private async Task<string> Propose(
        PortalDb db,
        Actor actor,
        string kind,
        RoleGrant grant,
        PortalUser person,
        Dictionary<string, string?> before,
        string reason,
        string key,
        CancellationToken ct
    )
    {
        db.RoleGrants.Add(grant);
        await db.SaveChangesAsync(ct);
        var proposal = new Proposal(kind, grant.Id, person.DisplayName, before, reason, key, grant.MerchantId, person.Id);
        var approval = await _desk.Propose(db, actor, proposal, ct);
        await db.SaveChangesAsync(ct);
        return approval.Number;
    }

    private static Dictionary<string, string?> Before(PortalUser person, IEnumerable<string> roles) =>
        new() { ["person"] = person.Email, [RoleGrantApproval.RoleField] = string.Join(", ", roles.Order(StringComparer.Ordinal)) };

    private static async Task RefuseTwice(
        PortalDb db,
        System.Linq.Expressions.Expression<Func<RoleGrant, bool>> same,
        PortalUser person,
        CancellationToken ct
    ) =>
        Refusal.Unless(
            !await db.RoleGrants.Where(row => row.State == GrantState.Waiting).AnyAsync(same, ct),
            ApprovalsRefusals.AlreadyWaiting,
            person.DisplayName
        );
}
