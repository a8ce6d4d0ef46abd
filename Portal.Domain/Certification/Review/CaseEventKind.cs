namespace Portal.Domain.Certification;

public enum CaseEventKind
{
    Opened,
    FeePaid,
    FeeWaived,
    Submitted,
    ReviewStarted,
    ChangesRequested,
    Resubmitted,
    Approved,
    Rejected,
    Withdrawn,
    Expired,
    PapersDeleted,
}
