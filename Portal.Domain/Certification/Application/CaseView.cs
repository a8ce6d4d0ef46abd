namespace Portal.Domain.Certification;

/// <summary>An application as the merchant sees it. The identity number and the mobile come masked.</summary>
public sealed record CaseView(
    string Number,
    int Attempt,
    CaseState State,
    ApplicationForm Form,
    IReadOnlyList<FactField> OpenFields,
    bool HasIdentityNumber,
    bool HasMobile,
    int Round,
    DateTime? SubmittedUtc,
    DateTime? SlaDueUtc,
    DateTime? ReplyDueUtc,
    DateTime? DecidedUtc,
    DateOnly? ValidUntil,
    RejectReason? RejectReason,
    string? DecisionNote,
    IReadOnlyList<DocumentView> Documents,
    IReadOnlyList<RemarkView> Remarks,
    IReadOnlyList<EventView> Events,
    ReceiptView? Receipt
);
