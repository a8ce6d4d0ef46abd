using Microsoft.EntityFrameworkCore;
using Portal.Domain.Certification;
using Portal.Domain.Data;
using Portal.Domain.Kernel;

namespace Portal.Domain.Operations;

/// <summary>Rejected, withdrawn and expired cases, counted from that day.</summary>
internal sealed class RefusedPapers(DocumentVault vault) : PapersRetention(vault)
{
    private static readonly CaseState[] Ended = [CaseState.Rejected, CaseState.Withdrawn, CaseState.Expired];

    public override Kept Kind => Kept.RefusedPapers;
    public override Policy<TimeSpan> Term => RetentionPolicies.KeepRefusedPapersDays;

    protected override IQueryable<CertificationCase> Older(PortalDb db, DateTime thanUtc) =>
        db.CertificationCases.Where(row => Ended.Contains(row.State) && row.ErasedUtc == null && row.DecidedUtc < thanUtc);
}
