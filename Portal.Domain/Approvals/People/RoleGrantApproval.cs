using Microsoft.EntityFrameworkCore;
using Portal.Domain.Data;
using Portal.Domain.Identity;
using Portal.Domain.Kernel;

namespace Portal.Domain.Approvals;

/// <summary>What granting a role has in common, on the staff and in an organisation.</summary>
internal abstract class RoleGrantApproval : IApprovalHandler
{
    public const string RoleField = "role";

    public abstract string Name { get; }
    public abstract Permit Propose { get; }
    public abstract Permit Decide { get; }
    public abstract DecidedBy DecidedBy { get; }

    public async Task<IReadOnlyDictionary<string, string?>?> Content(PortalDb db, long subjectId, CancellationToken ct)
    {
        var grant = await db.RoleGrants.AsNoTracking().SingleOrDefaultAsync(row => row.Id == subjectId, ct);
        if (grant is not { State: GrantState.Waiting })
        {
            return null;
        }

        var person = await db.Users.Where(user => user.Id == grant.UserId).Select(user => user.Email).SingleOrDefaultAsync(ct);
        return new Dictionary<string, string?>
        {
            ["person"] = person,
            [RoleField] = grant.RoleName,
            ["permits"] = await Permits(db, grant, ct),
        };
    }

    public async Task Apply(PortalDb db, Approval approval, Actor checker, DateTime nowUtc, CancellationToken ct)
    {
        var grant = await db.RoleGrants.SingleAsync(row => row.Id == approval.SubjectId, ct);
        grant.Finish(GrantState.Granted);
        await Give(db, checker, grant, approval.Number, nowUtc, ct);
        Record(db, checker, grant, approval.Number);
    }

    public async Task Drop(PortalDb db, Approval approval, DateTime nowUtc, CancellationToken ct)
    {
        var grant = await db.RoleGrants.SingleAsync(row => row.Id == approval.SubjectId, ct);
        grant.Finish(GrantState.Dropped);
    }

    /// <summary>What the role holds, so that a role that grows while it waits is not what was agreed to.</summary>
    internal abstract Task<string?> Permits(PortalDb db, RoleGrant grant, CancellationToken ct);

    /// <summary>Gives the role in the name of the person who agreed, or who was alone to decide, and tells who has it now.</summary>
    /// <param name="why">The approval's number, or the reason of who was alone to decide.</param>
    internal abstract Task Give(PortalDb db, Actor by, RoleGrant grant, string why, DateTime nowUtc, CancellationToken ct);

    internal static void Record(PortalDb db, Actor actor, RoleGrant grant, string? why) =>
        db.Audit(
            actor,
            "role.granted",
            "person",
            grant.UserId.ToString(System.Globalization.CultureInfo.InvariantCulture),
            grant.MerchantId,
            after: new { role = grant.RoleName },
            why: why
        );
}
