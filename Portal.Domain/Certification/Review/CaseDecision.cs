using System.Text.Json;
using Portal.Domain.Data;
using Portal.Domain.Identity;
using Portal.Domain.Kernel;

namespace Portal.Domain.Certification;

public enum DecisionKind
{
    Approve,
    Reject,
    RequestChanges,
}

public enum DecisionState
{
    /// <summary>May still be taken back; nobody but the reviewers knows of it.</summary>
    Waiting,
    Effective,
    Undone,

    /// <summary>When its time came the case did not allow it any more; the reason is kept.</summary>
    Refused,
}

/// <summary>What a reviewer decided: approve, reject with a reason and a text, or ask for changes with a remark per subject.</summary>
public sealed record DecisionForm(
    DecisionKind Kind,
    RejectReason? Reason = null,
    string? Note = null,
    IReadOnlyList<RemarkForm>? Remarks = null
);

/// <summary>
/// A decision on its way: kept the moment the reviewer decides, effective when its undo window is over. A server that dies in between
/// applies it at its next start; one that was undone is never applied.
/// </summary>
public sealed class CaseDecision : IOfMerchant
{
    public const int ContentMax = 20_000;
    public static readonly TimeSpan UndoWindow = TimeSpan.FromSeconds(6);

    private CaseDecision() { }

    internal CaseDecision(CertificationCase of, DecisionForm form, Actor by, DateTime nowUtc)
    {
        (MerchantId, Kind, Content) = (of.MerchantId, form.Kind, JsonSerializer.Serialize(form));
        (ByUserId, ByName, DecidedUtc, EffectiveUtc) = (by.UserId, by.Name, nowUtc, nowUtc + UndoWindow);
    }

    public long Id { get; private set; }
    public long CaseId { get; private set; }
    public long MerchantId { get; private set; }
    public DecisionKind Kind { get; private set; }
    public DecisionState State { get; private set; }

    /// <summary>The whole decision as it was made.</summary>
    public string Content { get; private set; } = string.Empty;
    public long ByUserId { get; private set; }
    public string ByName { get; private set; } = string.Empty;
    public DateTime DecidedUtc { get; private set; }
    public DateTime EffectiveUtc { get; private set; }
    public string? RefusalCode { get; private set; }

    internal DecisionForm Form => JsonSerializer.Deserialize<DecisionForm>(Content)!;

    internal void End(DecisionState state, string? refusal = null) => (State, RefusalCode) = (state, refusal);
}

/// <summary>A value of the application that stands in a document too.</summary>
public enum FactField
{
    LegalName,
    CreditCode,
    LegalRepresentative,
    IdentityNumber,
    OperatorName,
    OperatorMobile,
    LicenceValidUntil,
    LetterDate,
}

/// <summary>What a reviewer read in the document for one value in one round. What is personal is sealed.</summary>
public sealed class CaseReading : IOfMerchant
{
    private CaseReading() { }

    internal CaseReading(long merchantId, int round, FactField field) => (MerchantId, Round, Field) = (merchantId, round, field);

    public long Id { get; private set; }
    public long CaseId { get; private set; }
    public long MerchantId { get; private set; }
    public int Round { get; private set; }
    public FactField Field { get; private set; }

    /// <summary>The document says what the application says; null when the answer was taken back.</summary>
    public bool? Same { get; private set; }

    /// <summary>What the document says where it differs.</summary>
    public string Says { get; private set; } = string.Empty;
    public string ByName { get; private set; } = string.Empty;
    public DateTime AtUtc { get; private set; }

    internal void Record(bool? same, string says, Actor by, DateTime nowUtc) => (Same, Says, ByName, AtUtc) = (same, says, by.Name, nowUtc);
}

/// <summary>How the values of an application and of its documents are held against each other.</summary>
public static class ReadingRules
{
    public const int SaysMax = 120;

    public static IReadOnlyList<FactField> All { get; } = Enum.GetValues<FactField>();

    public static bool IsSecret(FactField field) => field is FactField.IdentityNumber or FactField.OperatorMobile;

    /// <summary>Width, case and spaces do not make a difference; everything else does.</summary>
    public static bool Agree(string claimed, string says) => Fold(claimed) == Fold(says);

    /// <summary>What the merchant must look at when this value differs.</summary>
    public static RemarkSubject SubjectOf(FactField field) =>
        field switch
        {
            FactField.LegalName => RemarkSubject.LegalName,
            FactField.CreditCode => RemarkSubject.CreditCode,
            FactField.LegalRepresentative => RemarkSubject.LegalRepresentative,
            FactField.IdentityNumber => RemarkSubject.LegalRepresentativeId,
            FactField.OperatorName => RemarkSubject.AuthorisationLetter,
            FactField.OperatorMobile => RemarkSubject.OperatorMobile,
            FactField.LicenceValidUntil => RemarkSubject.BusinessLicence,
            FactField.LetterDate => RemarkSubject.AuthorisationLetter,
        };

    private static string Fold(string value) =>
        new([.. Text.Folded(value, System.Text.NormalizationForm.FormKC).Where(c => !char.IsWhiteSpace(c)).Select(char.ToUpperInvariant)]);
}
