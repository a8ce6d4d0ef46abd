using Microsoft.EntityFrameworkCore;
using Portal.Domain.Data;
using Portal.Domain.Identity;
using Portal.Domain.Kernel;

namespace Portal.Domain.Approvals;

/// <summary>Who may see and who may decide: two persons, not two accounts; no role of yesterday evening; nobody who belongs to the other side.</summary>
internal sealed class ApprovalChecks(ApprovalRequests desk)
{
    /// <summary>The maker, the staff who look on, and who sees approvals in the organisation.</summary>
    internal async Task<bool> MaySee(PortalDb db, Actor actor, Approval approval, CancellationToken ct)
    {
        var kind = desk.Of(approval.Kind);
        if (approval.MakerId == actor.UserId || await Roles(db, actor, Permit.ViewApprovals, null).AnyAsync(ct))
        {
            return true;
        }

        if (approval.MerchantId is not { } id || !IsOfOrganisation(kind))
        {
            return false;
        }

        var merchant = await db.Merchants.SingleAsync(row => row.Id == id, ct);
        return (await Gate.HeldAt(db, actor, merchant, ct)).Contains(Permit.ViewOrganisationApprovals);
    }

    /// <summary>What people of an organisation propose or decide; a contract the staff prepares for it is not its own until it is in force.</summary>
    internal static bool IsOfOrganisation(IApprovalHandler kind) =>
        kind.DecidedBy == DecidedBy.Merchant || Permits.Of(kind.Propose).Merchant.Count > 0;

    /// <summary>Whether the role to decide is there at all; the rest is in <see cref="WhyNot"/>.</summary>
    internal Task<bool> HoldsRole(PortalDb db, Actor actor, Approval approval, CancellationToken ct) =>
        Deciding(db, actor, approval).AnyAsync(ct);

    /// <summary>Everything that keeps this person from deciding, in the order they should hear it; empty when nothing does.</summary>
    internal async Task<IReadOnlyList<Refusal>> WhyNot(PortalDb db, Actor actor, Approval approval, CancellationToken ct)
    {
        var reasons = new List<Refusal>();
        var mine = await SamePerson.Of(db, actor.UserId, ct);
        if (approval.MakerId == actor.UserId)
        {
            reasons.Add(new Refusal(ApprovalsRefusals.OwnProposal));
        }
        else if (mine.Contains(approval.MakerId))
        {
            reasons.Add(new Refusal(ApprovalsRefusals.LinkedAccount, approval.MakerName));
        }
        else if (
            await db.ApprovalHands.AnyAsync(
                hand => hand.Kind == approval.Kind && hand.SubjectId == approval.SubjectId && mine.Contains(hand.UserId),
                ct
            )
        )
        {
            reasons.Add(new Refusal(ApprovalsRefusals.HadAHand));
        }

        if (approval.PersonId is { } person && mine.Contains(person))
        {
            reasons.Add(new Refusal(ApprovalsRefusals.AboutYourself));
        }

        if (await Conflicts(db, approval, mine, ct))
        {
            reasons.Add(new Refusal(ApprovalsRefusals.Conflict));
        }

        if (await RoleProblem(db, actor, approval, mine, ct) is { } problem)
        {
            reasons.Add(problem);
        }

        return reasons;
    }

    private async Task<bool> Conflicts(PortalDb db, Approval approval, HashSet<long> mine, CancellationToken ct) =>
        approval.MerchantId is { } merchant
        && desk.Of(approval.Kind).DecidedBy == DecidedBy.Staff
        && await Ties.Exist(db, merchant, mine, ct);

    /// <summary>A role counts when it was held before the proposal was made, and was not given by who made it.</summary>
    private async Task<Refusal?> RoleProblem(PortalDb db, Actor actor, Approval approval, HashSet<long> mine, CancellationToken ct)
    {
        var held = await Deciding(db, actor, approval).ToListAsync(ct);
        var before = held.Where(role => role.SinceUtc <= approval.ProposedUtc).ToList();
        if (held.Count == 0)
        {
            return Refusal.Denied(desk.Of(approval.Kind).Decide);
        }

        if (before.Count == 0)
        {
            return new Refusal(ApprovalsRefusals.RoleTooNew);
        }

        var maker = await SamePerson.Of(db, approval.MakerId, ct);
        var given = await db
            .Approvals.Where(row => row.State == ApprovalState.Approved && maker.Contains(row.MakerId))
            .Where(row => row.PersonId != null && mine.Contains(row.PersonId.Value))
            .Select(row => row.Content)
            .ToListAsync(ct);
        var fromMaker = given.Select(content => Canonical.Read(content).GetValueOrDefault(RoleGrantApproval.RoleField)).ToHashSet();
        return before.TrueForAll(role => fromMaker.Contains(role.Name))
            ? new Refusal(ApprovalsRefusals.RoleFromMaker, approval.MakerName)
            : null;
    }

    private IQueryable<HeldRole> Deciding(PortalDb db, Actor actor, Approval approval)
    {
        var kind = desk.Of(approval.Kind);
        return Roles(db, actor, kind.Decide, kind.DecidedBy == DecidedBy.Merchant ? approval.MerchantId : null);
    }

    private static IQueryable<HeldRole> Roles(PortalDb db, Actor actor, Permit permit, long? merchantId)
    {
        var rule = Permits.Of(permit);
        var (user, merchantRoles, staffRoles) = (actor.UserId, rule.Merchant.ToArray(), rule.Staff.ToArray());
        return merchantId is { } merchant
            ? db
                .Memberships.Where(row => row.UserId == user && row.MerchantId == merchant && row.Role != null)
                .Where(row => merchantRoles.Contains(row.Role!.Value))
                .Select(row => new HeldRole(row.Role!.Value.ToString(), row.SinceUtc))
            : db
                .StaffAssignments.Where(row => row.UserId == user && staffRoles.Contains(row.Role))
                .Select(row => new HeldRole(row.Role.ToString(), row.SinceUtc));
    }

    private sealed record HeldRole(string Name, DateTime SinceUtc);
}
