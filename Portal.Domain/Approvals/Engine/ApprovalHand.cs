namespace Portal.Domain.Approvals;

/// <summary>Who wrote or edited a content: none of them may agree to it.</summary>
internal sealed class ApprovalHand
{
    private ApprovalHand() { }

    public ApprovalHand(string kind, long subjectId, long userId, DateTime atUtc) =>
        (Kind, SubjectId, UserId, AtUtc) = (kind, subjectId, userId, atUtc);

    public long Id { get; private set; }
    public string Kind { get; private set; } = string.Empty;
    public long SubjectId { get; private set; }
    public long UserId { get; private set; }
    public DateTime AtUtc { get; private set; }
}
