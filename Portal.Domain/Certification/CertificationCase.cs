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

/// <summary>What an application says, in plain text; the identity number and the mobile are kept encrypted.</summary>
public sealed record ApplicationForm(
    string? LegalName,
    string? CreditCode,
    string? LegalRepresentative,
    string? IdentityNumber,
    string? OperatorName,
    string? OperatorMobile,
    DateOnly? LicenceValidUntil,
    DateOnly? LetterDate
);

/// <summary>One attempt of a public account to be certified: what is claimed, where it stands, who has it, until when.</summary>
public sealed partial class CertificationCase : IOfMerchant, IVersioned
{
    public const int NameMax = 100;
    public const int PersonMax = 60;
    public const int RoundsMax = 3;
    public const int NeedsInfoDaysMax = 30;
    public const int ReplyDaysMin = 7;
    public const int SlaWorkingDays = 2;
    public const int NoteMax = 500;
    public static readonly TimeSpan Lease = TimeSpan.FromMinutes(30);

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

    /// <summary>Takes the typed values; checks only what a half-filled form can promise (lengths, shapes of what is there).</summary>
    internal void Fill(ApplicationForm form, DocumentVault vault, DateOnly today)
    {
        DemandEditable();
        LegalName = Text.Optional(form.LegalName, nameof(form.LegalName), NameMax);
        CreditCode = CreditCodeRules.Normalise(form.CreditCode);
        if (CreditCode.Length > 0)
        {
            CreditCode = CreditCodeRules.Parse(CreditCode);
        }

        LegalRepresentative = Text.Optional(form.LegalRepresentative, nameof(form.LegalRepresentative), PersonMax);
        OperatorName = Text.Optional(form.OperatorName, nameof(form.OperatorName), PersonMax);
        var identity = IdentityNumberRules.Normalise(form.IdentityNumber);
        if (identity.Length > 0 && !IdentityNumberRules.IsValid(identity, today))
        {
            throw new Refusal(CertificationRefusals.IdentityNumberWrong).On(nameof(form.IdentityNumber));
        }

        var mobile = (form.OperatorMobile ?? string.Empty).Replace(" ", string.Empty, StringComparison.Ordinal);
        if (mobile.Length > 0 && !IsMobile(mobile))
        {
            throw new Refusal(CertificationRefusals.MobileWrong).On(nameof(form.OperatorMobile));
        }

        // An empty box keeps what was typed before: the page never shows these two again in full.
        IdentityNumberSealed = identity.Length > 0 ? vault.SealText(identity, DocumentVault.IdentityNumber) : IdentityNumberSealed;
        OperatorMobileSealed = mobile.Length > 0 ? vault.SealText(mobile, DocumentVault.OperatorMobile) : OperatorMobileSealed;
        LicenceValidUntil = form.LicenceValidUntil;
        LetterDate = form.LetterDate;
        if (State == CaseState.FeeDue)
        {
            Move(CaseState.Draft);
        }
    }

    /// <summary>Begins with what the last case said; its documents stay with it.</summary>
    internal void TakeOver(CertificationCase last)
    {
        DemandEditable();
        (LegalName, LegalRepresentative, IdentityNumberSealed) = (last.LegalName, last.LegalRepresentative, last.IdentityNumberSealed);
        (OperatorName, OperatorMobileSealed, LicenceValidUntil) = (last.OperatorName, last.OperatorMobileSealed, last.LicenceValidUntil);
    }

    internal CaseDocument Attach(DocumentKind kind, string fileNameSealed, string storedName, CleanUpload file, Actor by, DateTime nowUtc)
    {
        DemandEditable();
        var current = Current(kind);
        if (State == CaseState.NeedsInfo && current?.State == DocumentState.Accepted)
        {
            throw new Refusal(CertificationRefusals.DocumentAccepted).On(kind.ToString());
        }

        var document = new CaseDocument(this, kind, (current?.Revision ?? 0) + 1, fileNameSealed, storedName, file, by, nowUtc);
        _documents.Add(document);
        if (State == CaseState.FeeDue)
        {
            Move(CaseState.Draft);
        }

        return document;
    }

    /// <summary>Everything is there: the fee is due.</summary>
    internal void Complete(Merchant merchant)
    {
        Demand(LegalName, nameof(LegalName));
        Demand(CreditCode, nameof(CreditCode));
        Demand(LegalRepresentative, nameof(LegalRepresentative));
        Demand(IdentityNumberSealed, nameof(ApplicationForm.IdentityNumber));
        Demand(OperatorName, nameof(OperatorName));
        Demand(OperatorMobileSealed, nameof(ApplicationForm.OperatorMobile));
        Demand(LicenceValidUntil, nameof(LicenceValidUntil));
        Demand(LetterDate, nameof(LetterDate));
        if (CreditCode != merchant.CreditCode)
        {
            throw new Refusal(CertificationRefusals.CreditCodeDiffers, merchant.CreditCode).On(nameof(CreditCode));
        }

        foreach (var kind in DocumentRules.All.Where(kind => DocumentRules.IsRequired(kind) && Current(kind) is null))
        {
            throw new Refusal(CertificationRefusals.DocumentMissing).On(kind.ToString());
        }

        if (State != CaseState.FeeDue)
        {
            Move(CaseState.FeeDue);
        }
    }

    internal void Submit(Actor by, RiskLevel risk, DateTime slaDueUtc, DateTime nowUtc)
    {
        Move(CaseState.Submitted);
        (Risk, SlaDueUtc, SubmittedUtc) = (risk, slaDueUtc, nowUtc);
        Note(CaseEventKind.Submitted, by, nowUtc);
    }

    /// <summary>Answers the reviewer: every document he sent back has a newer version.</summary>
    internal void Resubmit(Actor by, RiskLevel risk, DateTime slaDueUtc, DateTime nowUtc)
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

    private static void Demand(object? value, string field)
    {
        if (value is null or "")
        {
            throw new Refusal(KernelRefusals.Required).On(field);
        }
    }

    internal static bool IsMobile(string mobile) =>
        mobile.Length == 11 && mobile[0] == '1' && mobile[1] is >= '3' and <= '9' && mobile.All(char.IsAsciiDigit);
}
