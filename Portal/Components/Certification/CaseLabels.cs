using System.Globalization;
using Portal.Components.Shared;
using Portal.Domain.Certification;
using Portal.Resources;
using T = Portal.Resources.CertificationTexts;

namespace Portal.Components.Certification;

/// <summary>The one map from certification's states and kinds to words and tones.</summary>
public static class CaseLabels
{
    public static string Of(CaseState state) =>
        state switch
        {
            CaseState.Draft => T.StateDraft,
            CaseState.FeeDue => T.StateFeeDue,
            CaseState.Submitted => T.StateSubmitted,
            CaseState.InReview => T.StateInReview,
            CaseState.NeedsInfo => T.StateNeedsInfo,
            CaseState.Approved => T.StateApproved,
            CaseState.Rejected => T.StateRejected,
            CaseState.Withdrawn => T.StateWithdrawn,
            CaseState.Expired => T.StateExpired,
        };

    public static ChipKind Tone(CaseState state) =>
        state switch
        {
            CaseState.Draft or CaseState.Withdrawn => ChipKind.Neutral,
            CaseState.FeeDue => ChipKind.Warning,
            CaseState.Submitted or CaseState.InReview => ChipKind.Info,
            CaseState.NeedsInfo or CaseState.Rejected or CaseState.Expired => ChipKind.Error,
            CaseState.Approved => ChipKind.Success,
        };

    public static string Of(DocumentKind kind) =>
        kind switch
        {
            DocumentKind.BusinessLicence => T.DocumentLicence,
            DocumentKind.LegalRepresentativeId => T.DocumentIdentity,
            DocumentKind.AuthorisationLetter => T.DocumentLetter,
            DocumentKind.Trademark => T.DocumentTrademark,
        };

    public static string Short(DocumentKind kind) =>
        kind switch
        {
            DocumentKind.BusinessLicence => T.TabLicence,
            DocumentKind.LegalRepresentativeId => T.TabIdentity,
            DocumentKind.AuthorisationLetter => T.TabLetter,
            DocumentKind.Trademark => T.TabTrademark,
        };

    /// <summary>The document in addresses: <c>?doc=letter</c>.</summary>
    public static string Key(DocumentKind kind) =>
        kind switch
        {
            DocumentKind.BusinessLicence => "licence",
            DocumentKind.LegalRepresentativeId => "identity",
            DocumentKind.AuthorisationLetter => "letter",
            DocumentKind.Trademark => "trademark",
        };

    public static string Of(DocumentState state) =>
        state switch
        {
            DocumentState.Waiting => T.DocumentWaiting,
            DocumentState.Accepted => T.DocumentAccepted,
            DocumentState.Replace => T.DocumentReplace,
        };

    public static (ChipKind Kind, string Icon) Look(DocumentState state) =>
        state switch
        {
            DocumentState.Waiting => (ChipKind.Info, PortalIcons.Clock),
            DocumentState.Accepted => (ChipKind.Success, PortalIcons.Check),
            DocumentState.Replace => (ChipKind.Error, PortalIcons.Warning),
        };

    public static string Of(FactField field) =>
        field switch
        {
            FactField.LegalName => CertificationTexts.LegalName,
            FactField.CreditCode => CertificationTexts.CreditCode,
            FactField.LegalRepresentative => CertificationTexts.LegalRepresentative,
            FactField.IdentityNumber => CertificationTexts.IdentityNumber,
            FactField.OperatorName => CertificationTexts.OperatorName,
            FactField.OperatorMobile => CertificationTexts.OperatorMobile,
            FactField.LicenceValidUntil => CertificationTexts.LicenceValidUntil,
            FactField.LetterDate => CertificationTexts.LetterDate,
        };

    /// <summary>A value of the application as it is shown (identity number and mobile masked).</summary>
    public static string? Claimed(ApplicationForm form, FactField field) =>
        field switch
        {
            FactField.LegalName => form.LegalName,
            FactField.CreditCode => form.CreditCode,
            FactField.LegalRepresentative => form.LegalRepresentative,
            FactField.IdentityNumber => form.IdentityNumber,
            FactField.OperatorName => form.OperatorName,
            FactField.OperatorMobile => form.OperatorMobile,
            FactField.LicenceValidUntil => Fmt.Day(form.LicenceValidUntil),
            FactField.LetterDate => Fmt.Day(form.LetterDate),
        };

    /// <summary>What was read in the document; a day as days are printed.</summary>
    public static string Says(ReadingView reading) =>
        DateOnly.TryParseExact(reading.Says, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            ? Fmt.Day(day)
            : reading.Says;

    public static string Decided(DecisionKind kind, string name) =>
        Fmt.Text(
            kind switch
            {
                DecisionKind.Approve => CertificationTexts.DecidedApprove,
                DecisionKind.Reject => CertificationTexts.DecidedReject,
                DecisionKind.RequestChanges => CertificationTexts.DecidedChanges,
            },
            name
        );

    public static string Of(RemarkSubject subject) =>
        subject switch
        {
            RemarkSubject.BusinessLicence => T.DocumentLicence,
            RemarkSubject.LegalRepresentativeId => T.DocumentIdentity,
            RemarkSubject.AuthorisationLetter => T.DocumentLetter,
            RemarkSubject.Trademark => T.DocumentTrademark,
            RemarkSubject.LegalName => T.LegalName,
            RemarkSubject.CreditCode => T.CreditCode,
            RemarkSubject.LegalRepresentative => T.LegalRepresentative,
            RemarkSubject.OperatorMobile => T.OperatorMobile,
            RemarkSubject.AccountName => T.AccountName,
            RemarkSubject.Category => AccountsTexts.Category,
        };

    public static string Of(ChecklistItem item) =>
        item switch
        {
            ChecklistItem.LicenceMatches => T.CheckLicence,
            ChecklistItem.IdentityMatches => T.CheckIdentity,
            ChecklistItem.LetterRecent => T.CheckLetterRecent,
            ChecklistItem.SealWhole => T.CheckSealWhole,
            ChecklistItem.SealMatches => T.CheckSealMatches,
            ChecklistItem.OperatorMatches => T.CheckOperator,
            ChecklistItem.NameHonest => T.CheckName,
            ChecklistItem.CategoryFits => T.CheckCategory,
        };

    public static string Of(CheckKind kind) =>
        kind switch
        {
            CheckKind.CreditCode => T.AutoCreditCode,
            CheckKind.IdentityNumber => T.AutoIdentity,
            CheckKind.DuplicateLicence => T.AutoDuplicate,
            CheckKind.LicenceValidity => T.AutoValidity,
            CheckKind.LetterAge => T.AutoLetter,
            CheckKind.NameLikeness => T.AutoName,
            CheckKind.LegalName => T.AutoLegalName,
            CheckKind.PublicBody => T.AutoPublicBody,
        };

    public static (string Css, string Icon, string Word) Look(CheckOutcome outcome) =>
        outcome switch
        {
            CheckOutcome.Passed => ("c-ok", PortalIcons.Check, T.OutcomePassed),
            CheckOutcome.Warned => ("c-warn", PortalIcons.Warning, T.OutcomeWarned),
            CheckOutcome.Failed => ("c-bad", PortalIcons.Close, T.OutcomeFailed),
            CheckOutcome.Missing => ("c-none", PortalIcons.Minus, T.OutcomeMissing),
        };

    /// <summary>What an automated check found, as a sentence part; null when there is nothing to add.</summary>
    public static string? Detail(CheckResult check)
    {
        if (check.Detail is null)
        {
            return null;
        }

        return check.Kind switch
        {
            CheckKind.DuplicateLicence => Fmt.Text(T.DetailDuplicate, check.Detail),
            CheckKind.LicenceValidity or CheckKind.LetterAge => Fmt.Day(
                DateOnly.ParseExact(check.Detail, "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture)
            ),
            CheckKind.NameLikeness => Fmt.Text(T.DetailName, check.Detail),
            CheckKind.LegalName => Fmt.Text(T.DetailLegalName, check.Detail),
            CheckKind.PublicBody => Fmt.Text(T.DetailPublicBody, check.Detail),
            CheckKind.CreditCode when check.Outcome == CheckOutcome.Warned => Fmt.Text(T.DetailCreditCode, check.Detail),
            CheckKind.CreditCode or CheckKind.IdentityNumber => check.Detail,
        };
    }

    public static string Of(RiskLevel risk) =>
        risk switch
        {
            RiskLevel.Low => T.RiskLow,
            RiskLevel.Medium => T.RiskMedium,
            RiskLevel.High => T.RiskHigh,
        };

    public static ChipKind Tone(RiskLevel risk) =>
        risk switch
        {
            RiskLevel.Low => ChipKind.Success,
            RiskLevel.Medium => ChipKind.Warning,
            RiskLevel.High => ChipKind.Error,
        };

    public static string Of(RejectReason reason) =>
        reason switch
        {
            RejectReason.LicenceNotGenuine => T.RejectLicence,
            RejectReason.NotAuthorised => T.RejectAuthority,
            RejectReason.ImitatesAnother => T.RejectImitation,
            RejectReason.CategoryNotAllowed => T.RejectCategory,
            RejectReason.FormerViolation => T.RejectViolation,
            RejectReason.Other => T.RejectOther,
        };

    public static string Of(CaseEventKind kind) =>
        kind switch
        {
            CaseEventKind.Opened => T.EventOpened,
            CaseEventKind.FeePaid => T.EventFeePaid,
            CaseEventKind.FeeWaived => T.EventFeeWaived,
            CaseEventKind.Submitted => T.EventSubmitted,
            CaseEventKind.ReviewStarted => T.EventReviewStarted,
            CaseEventKind.ChangesRequested => T.EventChangesRequested,
            CaseEventKind.Resubmitted => T.EventResubmitted,
            CaseEventKind.Approved => T.EventApproved,
            CaseEventKind.Rejected => T.EventRejected,
            CaseEventKind.Withdrawn => T.EventWithdrawn,
            CaseEventKind.Expired => T.EventExpired,
            CaseEventKind.PapersDeleted => T.EventPapersDeleted,
        };

    public static MomentKind Tone(CaseEventKind kind) =>
        kind is CaseEventKind.ChangesRequested or CaseEventKind.Rejected or CaseEventKind.Expired ? MomentKind.Bad : MomentKind.Done;
}
