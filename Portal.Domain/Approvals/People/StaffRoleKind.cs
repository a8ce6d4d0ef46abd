using Microsoft.EntityFrameworkCore;
using Portal.Domain.Data;
using Portal.Domain.Identity;
using Portal.Domain.Kernel;

namespace Portal.Domain.Approvals;

/// <summary>Administrator and the finance roles of the staff: another administrator agrees.</summary>
internal sealed class StaffRoleKind(StaffService staff) : RoleGrantApproval
{
    public const string KindName = "staff-role";

    public override string Name => KindName;
    public override Permit Propose => Permit.GrantStaffRoles;
    public override Permit Decide => Permit.GrantStaffRoles;
    public override DecidedBy DecidedBy => DecidedBy.Staff;

    internal override Task<string?> Permits(PortalDb db, RoleGrant grant, CancellationToken ct) => Task.FromResult<string?>(null);

    internal override async Task Give(PortalDb db, Actor by, RoleGrant grant, string why, DateTime nowUtc, CancellationToken ct)
    {
        await db.Acquire(StaffService.LockName, ct);
        if (!await db.StaffAssignments.AnyAsync(row => row.UserId == grant.UserId && row.Role == grant.StaffRole!.Value, ct))
        {
            Seats.Staff(db, grant.UserId, grant.StaffRole!.Value, nowUtc);
            await db.SaveChangesAsync(ct);
            await staff.NotifyRoles(db, by, grant.UserId, ct);
        }
    }
}
