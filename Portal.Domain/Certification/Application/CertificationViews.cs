using Portal.Domain.Accounts;
using Portal.Domain.Identity;
using Portal.Domain.Kernel;

namespace Portal.Domain.Certification;

public sealed record DocumentView(
    long Id,
    DocumentKind Kind,
    int Revision,
    string FileName,
    string MediaType,
    long Bytes,
    DocumentState State,
    DateTime UploadedUtc
)
{
    public bool IsImage => MediaType.StartsWith("image/", StringComparison.Ordinal);

    internal static DocumentView Of(CaseDocument row, string fileName) =>
        new(row.Id, row.Kind, row.Revision, fileName, row.MediaType, row.Bytes, row.State, row.UploadedUtc);
}

public sealed record RemarkView(int Round, RemarkSubject Subject, string Text, string ByName, DateTime AtUtc);

public sealed record EventView(CaseEventKind Kind, string? ByName, DateTime AtUtc, string? Detail);

public sealed record VerdictView(ChecklistItem Item, bool? Passed, string Note);

/// <summary>One value held against its document: the same, another (and what it says there), or not looked at yet.</summary>
public sealed record ReadingView(FactField Field, bool? Same, string Says);

/// <summary>A decision that may still be taken back.</summary>
public sealed record PendingView(DecisionKind Kind, string ByName, bool IsMine, DateTime EffectiveUtc);

public sealed record ReceiptView(string Number, Money Fee, Money Waived, DateTime IssuedUtc);

/// <summary>The fee of one attempt: what it costs and what of it is waived.</summary>
public sealed record CertificationFee(Money Amount, bool IsWaived)
{
    /// <summary>CNY 300.00 an attempt, kept whatever the outcome; government bodies pay nothing.</summary>
    public static CertificationFee Of(EntityType type) => new(Money.Cny(300_00), type == EntityType.Government);
}

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

/// <summary>One account's certification in a line: its latest case and where its badge is.</summary>
public sealed record CertificationLine(
    string Handle,
    string Name,
    CaseState? Case,
    DateTime? ReplyDueUtc,
    DateTime? SlaDueUtc,
    BadgePhase Badge,
    DateOnly? CertifiedUntil
)
{
    public bool IsUnderWay => Case is { } state && !CaseMoves.IsOver(state);

    /// <summary>The badge ends or has ended, and nobody has begun to renew it.</summary>
    public bool NeedsRenewal => Badge is BadgePhase.RenewalWindow or BadgePhase.Grace or BadgePhase.Lapsed && !IsUnderWay;
}

/// <summary>The certification page of one account.</summary>
public sealed record CertificationView(
    AccountCard Account,
    string Organisation,
    string CreditCode,
    EntityType EntityType,
    CertificationFee Fee,
    CaseView? Case,
    bool MayApply,
    BadgePhase Badge
)
{
    /// <summary>The case under way; null when there is none or a new attempt may begin.</summary>
    public CaseView? Current => Case is { } row && !(MayApply && CaseMoves.IsOver(row.State)) ? row : null;
}

/// <summary>A case in the reviewers' queue.</summary>
public sealed record QueueRow(
    string Number,
    string AccountName,
    string? AvatarKey,
    AccountType Type,
    AccountCategory Category,
    EntityType EntityType,
    CaseState State,
    int Round,
    RiskLevel Risk,
    DateTime SlaDueUtc,
    TimeSpan TimeLeft,
    string? HeldBy
);

public sealed record ReviewQueue(IReadOnlyList<QueueRow> Mine, IReadOnlyList<QueueRow> Unclaimed, int DecidedToday, int Waiting);

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
    PendingView? Pending
)
{
    public int Answered => Checklist.Count(line => line.Passed is not null);
    public int Failed => Checklist.Count(line => line.Passed == false);
    public int Differing => Readings.Count(reading => reading.Same == false);

    /// <summary>Values that the machine could not settle and that nobody has read in the licence yet.</summary>
    public int Unread => Readings.Count(reading => reading.Same is null && MustRead.Contains(reading.Field));

    public bool MayApprove => IsMine && Differing == 0 && Unread == 0 && Checklist.All(line => line.Passed == true);
}

/// <summary>A decrypted document on its way to one pair of eyes.</summary>
