using Portal.Domain.Kernel;

namespace Portal.Domain.Certification;

/// <summary>Everything a reviewer decides on.</summary>
public sealed record CaseWorkView(
    QueueRow Row,
    string Handle,
    string Organisation,
    ApplicationForm Form,
    bool IsMine,
    bool IsOwnOrganisation,
    DateTime? LeasedUntilUtc,
    IReadOnlyList<DocumentView> Documents,
    IReadOnlyList<CheckResult> Checks,
    IReadOnlyList<VerdictView> Checklist,
    IReadOnlyList<RemarkView> Remarks,
    IReadOnlyList<EventView> Events,
    int OtherCertifiedAccounts,
    DateOnly? ValidUntil,
    IReadOnlyList<ReadingView> Readings,
    IReadOnlyList<FactField> MustRead,
    PendingView? Pending,
    int Rounds
)
{
    public int Answered => Checklist.Count(line => line.Passed is not null);
    public int Failed => Checklist.Count(line => line.Passed == false);
    public int Differing => Readings.Count(reading => reading.Same == false);

    /// <summary>Values that the machine could not settle and that nobody has read in the licence yet.</summary>
    public int Unread => Readings.Count(reading => reading.Same is null && MustRead.Contains(reading.Field));

    public bool MayApprove => IsMine && Differing == 0 && Unread == 0 && Checklist.All(line => line.Passed == true);
}
