namespace Portal.Domain.Approvals;

/// <summary>That an approval took effect. Its key is of the subject, so that a subject takes effect once, whatever else races.</summary>
internal sealed class ApprovalEffect
{
    private ApprovalEffect() { }

    internal ApprovalEffect(Approval approval, DateTime atUtc) =>
        (Kind, SubjectId, ApprovalId, AtUtc) = (approval.Kind, approval.SubjectId, approval.Id, atUtc);

    public string Kind { get; private set; } = string.Empty;
    public long SubjectId { get; private set; }
    public long ApprovalId { get; private set; }
    public DateTime AtUtc { get; private set; }
}
