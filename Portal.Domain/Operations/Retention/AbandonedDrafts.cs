using Portal.Domain.Certification;
using Portal.Domain.Data;
using Portal.Domain.Kernel;

namespace Portal.Domain.Operations;

/// <summary>Applications nobody went on with: withdrawn for the merchant and emptied, counted from the last document.</summary>
internal sealed class AbandonedDrafts(DocumentVault vault) : PapersRetention(vault)
{
    public override Kept Kind => Kept.Drafts;
    public override Policy<TimeSpan> Term => RetentionPolicies.KeepDraftsDays;

    protected override IQueryable<CertificationCase> Older(PortalDb db, DateTime thanUtc) =>
        db.CertificationCases.Where(row =>
            (row.State == CaseState.Draft || row.State == CaseState.FeeDue)
            && row.OpenedUtc < thanUtc
            && row.Documents.All(document => document.UploadedUtc < thanUtc)
        );
}
