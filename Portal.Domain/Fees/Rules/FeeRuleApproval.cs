using Microsoft.EntityFrameworkCore;
using Portal.Domain.Approvals;
using Portal.Domain.Data;
using Portal.Domain.Identity;
using Portal.Domain.Kernel;

namespace Portal.Domain.Fees;

/// <summary>Publishing a fee rule: another person of finance agrees, and it is in force from its date.</summary>
internal sealed class FeeRuleApproval(PaymentSource payments) : IApprovalHandler
{
    public const string KindName = "fee-rule";

    public string Name => KindName;
    public Permit Propose => Permit.ManageFees;
    public Permit Decide => Permit.ApproveFees;
    public DecidedBy DecidedBy => DecidedBy.Staff;

    public async Task<IReadOnlyDictionary<string, string?>?> Content(PortalDb db, long subjectId, CancellationToken ct)
    {
        var row = await db.FeeProposals.AsNoTracking().SingleOrDefaultAsync(proposal => proposal.Id == subjectId, ct);
        return row is { State: FeeProposalState.Waiting } ? FeeProposal.Content(row.Read()) : null;
    }

    /// <summary>Checks against the rules of now: one may have been published since, or fees decided by the old one.</summary>
    public async Task Apply(PortalDb db, Approval approval, Actor checker, DateTime nowUtc, CancellationToken ct)
    {
        var row = await db.FeeProposals.SingleAsync(proposal => proposal.Id == approval.SubjectId, ct);
        var rule = await new FeePublisher(payments).Publish(db, row.Read(), checker, approval.MakerName, approval.Number, nowUtc, ct);
        row.Publish(rule);
    }

    public async Task Drop(PortalDb db, Approval approval, DateTime nowUtc, CancellationToken ct)
    {
        var row = await db.FeeProposals.SingleAsync(proposal => proposal.Id == approval.SubjectId, ct);
        row.Drop();
    }
}
