using Portal.Domain.Accounts;
using Portal.Domain.Data;
using Portal.Domain.Identity;
using Portal.Domain.Kernel;

namespace Portal.Domain.Certification;

public enum RiskLevel
{
    Low,
    Medium,
    High,
}

public enum RejectReason
{
    LicenceNotGenuine,
    NotAuthorised,
    ImitatesAnother,
    CategoryNotAllowed,
    FormerViolation,
    Other,
}

/// <summary>One attempt of a public account to be certified: what is claimed, where it stands, who has it, until when.</summary>
internal sealed partial class CertificationCase : IOfMerchant, IVersioned
{
    public const int NameMax = 100;
    public const int PersonMax = 60;
    public const int NoteMax = 500;
    private readonly List<CaseDocument> _documents = [];
    private readonly List<CaseEvent> _events = [];
    private readonly List<CaseRemark> _remarks = [];
    private readonly List<CaseVerdict> _verdicts = [];

    private CertificationCase() { }

    public long Id { get; private set; }
    public long MerchantId { get; private set; }
    public long AccountId { get; private set; }

    /// <summary>What people quote: <c>CERT-2026-000045</c>, without gaps.</summary>
    public string Number { get; private set; } = string.Empty;

    /// <summary>1 for the first case of an account; every attempt costs its own fee.</summary>
    public int Attempt { get; private set; }
    public CaseState State { get; private set; }

    public string LegalName { get; private set; } = string.Empty;
    public string CreditCode { get; private set; } = string.Empty;
    public string LegalRepresentative { get; private set; } = string.Empty;

    /// <summary>Sealed by the vault; never in a log, a list or the audit trail.</summary>
    public string? IdentityNumberSealed { get; private set; }
    public string OperatorName { get; private set; } = string.Empty;
    public string? OperatorMobileSealed { get; private set; }
    public DateOnly? LicenceValidUntil { get; private set; }
    public DateOnly? LetterDate { get; private set; }

    /// <summary>How often the reviewer has asked for more, at most three times.</summary>
    public int Round { get; private set; }
    public RiskLevel Risk { get; private set; }
    public DateTime OpenedUtc { get; private set; }
    public DateTime? SubmittedUtc { get; private set; }

    /// <summary>When the reviewers promised to be done, counted in working days; empty while the merchant is asked.</summary>
    public DateTime? SlaDueUtc { get; private set; }

    /// <summary>Until when the merchant may answer, counted from the first request.</summary>
    public DateTime? ReplyDueUtc { get; private set; }
    public long? ReviewerId { get; private set; }
    public string? ReviewerName { get; private set; }
    public DateTime? LeasedUntilUtc { get; private set; }
    public DateTime? DecidedUtc { get; private set; }
    public DateOnly? ValidUntil { get; private set; }
    public RejectReason? RejectReason { get; private set; }
    public string? DecisionNote { get; private set; }

    /// <summary>When its documents and numbers were deleted because their time was over.</summary>
    public DateTime? ErasedUtc { get; private set; }
    public int Version { get; private set; }

    public IReadOnlyList<CaseDocument> Documents => _documents;
    public IReadOnlyList<CaseEvent> Events => _events;
    public IReadOnlyList<CaseRemark> Remarks => _remarks;
    public IReadOnlyList<CaseVerdict> Verdicts => _verdicts;

    public bool IsEditable => State is CaseState.Draft or CaseState.FeeDue or CaseState.NeedsInfo;

    public CaseDocument? Current(DocumentKind kind) => _documents.Where(row => row.Kind == kind).MaxBy(row => row.Revision);

    /// <summary>The remarks that wait for an answer now.</summary>
    public IEnumerable<CaseRemark> OpenRemarks => State == CaseState.NeedsInfo ? _remarks.Where(row => row.Round == Round) : [];

    internal static CertificationCase Open(PublicAccount account, Merchant merchant, string number, int attempt, Actor by, DateTime nowUtc)
    {
        if (account.State is not (AccountState.Live or AccountState.CertificationLapsed or AccountState.Certified))
        {
            throw new Refusal(CertificationRefusals.AccountNotLive);
        }

        var opened = new CertificationCase
        {
            MerchantId = merchant.Id,
            AccountId = account.Id,
            Number = number,
            Attempt = attempt,
            LegalName = merchant.LegalName,
            CreditCode = merchant.CreditCode,
            OpenedUtc = nowUtc,
        };
        opened.Note(CaseEventKind.Opened, by, nowUtc);
        return opened;
    }

    internal void Submit(Actor by, RiskLevel risk, DateTime slaDueUtc, DateTime nowUtc)
    {
        Move(CaseState.Submitted);
        (Risk, SlaDueUtc, SubmittedUtc) = (risk, slaDueUtc, nowUtc);
        Note(CaseEventKind.Submitted, by, nowUtc);
    }

    /// <summary>Answers the reviewer: every document they sent back has a newer version.</summary>
    internal void Resubmit(Actor by, Merchant merchant, RiskLevel risk, DateTime slaDueUtc, DateTime nowUtc)
    {
        if (State != CaseState.NeedsInfo)
        {
            throw new Refusal(CertificationRefusals.MoveNotAllowed, State, CaseState.Submitted);
        }

        Refusal.Unless(nowUtc <= ReplyDueUtc, CertificationRefusals.DeadlinePassed);
        foreach (var kind in DocumentRules.All.Where(kind => Current(kind)?.State == DocumentState.Replace))
        {
            throw new Refusal(CertificationRefusals.DocumentToReplace).On(kind.ToString());
        }

        DemandComplete(merchant);
        Move(CaseState.Submitted);
        (Risk, SlaDueUtc, ReviewerId, ReviewerName, LeasedUntilUtc) = (risk, slaDueUtc, null, null, null);
        Note(CaseEventKind.Resubmitted, by, nowUtc);
    }

    internal void Withdraw(Actor by, DateTime nowUtc)
    {
        Move(CaseState.Withdrawn);
        Close(nowUtc);
        Note(CaseEventKind.Withdrawn, by, nowUtc);
    }

    /// <summary>Forgets what names people; the decision stays. A draft nobody went on with is withdrawn first.</summary>
    internal void Erase(Actor by, DateTime nowUtc)
    {
        if (!CaseMoves.IsOver(State))
        {
            Refusal.Unless(State is CaseState.Draft or CaseState.FeeDue, CertificationRefusals.MoveNotAllowed, State, CaseState.Withdrawn);
            Withdraw(by, nowUtc);
        }

        (IdentityNumberSealed, OperatorMobileSealed, OperatorName, ErasedUtc) = (null, null, string.Empty, nowUtc);
        Note(CaseEventKind.PapersDeleted, by, nowUtc);
    }

    internal void FeeSettled(Actor by, bool waived, DateTime nowUtc) =>
        Note(waived ? CaseEventKind.FeeWaived : CaseEventKind.FeePaid, by, nowUtc);

    private void Close(DateTime nowUtc) => (DecidedUtc, SlaDueUtc, ReplyDueUtc, LeasedUntilUtc) = (nowUtc, null, null, null);

    private void Move(CaseState to)
    {
        if (!CaseMoves.Allows(State, to))
        {
            throw new Refusal(CertificationRefusals.MoveNotAllowed, State, to);
        }

        State = to;
    }

    private void Note(CaseEventKind kind, Actor by, DateTime nowUtc, string? detail = null) =>
        _events.Add(new CaseEvent(MerchantId, kind, by, nowUtc, detail));

    private void DemandEditable() => Refusal.Unless(IsEditable, CertificationRefusals.NotEditable, State);
}
