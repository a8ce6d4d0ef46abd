using Portal.Domain.Certification;
using Portal.Domain.Data;
using Portal.Domain.Kernel;

namespace Portal.Domain.Operations;

/// <summary>Counted from the end of the certificate.</summary>
internal sealed class ApprovedPapers(DocumentVault vault) : PapersRetention(vault)
{
    public override Kept Kind => Kept.ApprovedPapers;
    public override Policy<TimeSpan> Term => RetentionPolicies.KeepApprovedPapersDays;

    protected override IQueryable<CertificationCase> Older(PortalDb db, DateTime thanUtc)
    {
        var day = DateOnly.FromDateTime(thanUtc);
        return db.CertificationCases.Where(row => row.State == CaseState.Approved && row.ErasedUtc == null && row.ValidUntil < day);
    }
}
