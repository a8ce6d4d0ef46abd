using Microsoft.EntityFrameworkCore;
using Portal.Domain.Data;
using Portal.Domain.Identity;
using Portal.Domain.Kernel;

namespace Portal.Domain.Approvals;

/// <summary>Owner and finance manager of an organisation: another owner agrees.</summary>
internal sealed class MemberRoleKind(MembershipService members) : RoleGrantApproval
{
    public const string KindName = "member-role";

    public override string Name => KindName;
    public override Permit Propose => Permit.GrantMoneyRoles;
    public override Permit Decide => Permit.GrantMoneyRoles;
    public override DecidedBy DecidedBy => DecidedBy.Merchant;

    internal override async Task<string?> Permits(PortalDb db, RoleGrant grant, CancellationToken ct)
    {
        var key = RoleKey.Parse(grant.MemberRole!);
        if (key.Custom is null)
        {
            return null;
        }

        var merchant = await db.Merchants.AsNoTracking().SingleAsync(row => row.Id == grant.MerchantId, ct);
        return string.Join(", ", await RoleTable.PermitsOf(db, merchant, key, ct));
    }

    internal override async Task Give(PortalDb db, Actor by, RoleGrant grant, string why, DateTime nowUtc, CancellationToken ct)
    {
        var merchant = await db.Merchants.SingleAsync(row => row.Id == grant.MerchantId, ct);
        // Who has left meanwhile does not come back by an old proposal.
        Refusal.Unless(await db.Memberships.Of(merchant).AnyAsync(row => row.UserId == grant.UserId, ct), ApprovalsRefusals.NotAMember);
        await db.Acquire(MembershipService.LockName(merchant.Slug), ct);
        await members.GrantRole(db, by, merchant, grant.UserId, RoleKey.Parse(grant.MemberRole!), why, ct);
        await db.SaveChangesAsync(ct);
        await members.NotifyRoles(db, by, merchant, grant.UserId, ct);
    }
}
