namespace Portal.Domain.Certification;

public sealed record RemarkForm(RemarkSubject Subject, string? Text);

public static class ChecklistRules
{
    public static IReadOnlyList<ChecklistItem> All { get; } = Enum.GetValues<ChecklistItem>();

    /// <summary>What the merchant must look at when this line failed.</summary>
    public static RemarkSubject SubjectOf(ChecklistItem item) =>
        item switch
        {
            ChecklistItem.LicenceMatches => RemarkSubject.BusinessLicence,
            ChecklistItem.IdentityMatches => RemarkSubject.LegalRepresentativeId,
            ChecklistItem.LetterRecent => RemarkSubject.AuthorisationLetter,
            ChecklistItem.SealWhole => RemarkSubject.AuthorisationLetter,
            ChecklistItem.SealMatches => RemarkSubject.AuthorisationLetter,
            ChecklistItem.OperatorMatches => RemarkSubject.OperatorMobile,
            ChecklistItem.NameHonest => RemarkSubject.AccountName,
            ChecklistItem.CategoryFits => RemarkSubject.Category,
        };

    public static RemarkSubject SubjectOf(DocumentKind kind) =>
        kind switch
        {
            DocumentKind.BusinessLicence => RemarkSubject.BusinessLicence,
            DocumentKind.LegalRepresentativeId => RemarkSubject.LegalRepresentativeId,
            DocumentKind.AuthorisationLetter => RemarkSubject.AuthorisationLetter,
            DocumentKind.Trademark => RemarkSubject.Trademark,
        };

    /// <summary>The lines that speak about a document.</summary>
    public static IEnumerable<ChecklistItem> Of(DocumentKind kind) =>
        kind == DocumentKind.Trademark ? [ChecklistItem.NameHonest] : All.Where(item => SubjectOf(item) == SubjectOf(kind));

    /// <summary>The lines that a value of the application decides: when it changes, they are judged again.</summary>
    public static IReadOnlyList<ChecklistItem> DecidedBy(FactField field) =>
        field switch
        {
            FactField.LegalName => [ChecklistItem.LicenceMatches, ChecklistItem.SealMatches, ChecklistItem.NameHonest],
            FactField.CreditCode => [ChecklistItem.LicenceMatches],
            FactField.LegalRepresentative => [ChecklistItem.LicenceMatches, ChecklistItem.IdentityMatches],
            FactField.IdentityNumber => [ChecklistItem.IdentityMatches],
            FactField.OperatorName => [ChecklistItem.OperatorMatches],
            FactField.OperatorMobile => [ChecklistItem.OperatorMatches],
            FactField.LicenceValidUntil => [ChecklistItem.LicenceMatches],
            FactField.LetterDate => [ChecklistItem.LetterRecent],
        };

    /// <summary>The lines that were answered by looking at a document: a new version of it is looked at again.</summary>
    public static IReadOnlyList<ChecklistItem> DecidedBy(DocumentKind kind) =>
        kind switch
        {
            DocumentKind.BusinessLicence => [ChecklistItem.LicenceMatches, ChecklistItem.CategoryFits],
            DocumentKind.LegalRepresentativeId => [ChecklistItem.IdentityMatches],
            DocumentKind.AuthorisationLetter =>
            [
                ChecklistItem.LetterRecent,
                ChecklistItem.SealWhole,
                ChecklistItem.SealMatches,
                ChecklistItem.OperatorMatches,
            ],
            DocumentKind.Trademark => [ChecklistItem.NameHonest],
        };

    /// <summary>The values that may be altered when this is asked about; all others stay as they were handed in.</summary>
    public static IReadOnlyList<FactField> Opened(RemarkSubject subject) =>
        subject switch
        {
            RemarkSubject.BusinessLicence =>
            [
                FactField.LegalName,
                FactField.CreditCode,
                FactField.LegalRepresentative,
                FactField.LicenceValidUntil,
            ],
            RemarkSubject.LegalRepresentativeId => [FactField.LegalRepresentative, FactField.IdentityNumber],
            RemarkSubject.AuthorisationLetter => [FactField.OperatorName, FactField.OperatorMobile, FactField.LetterDate],
            RemarkSubject.LegalName => [FactField.LegalName],
            RemarkSubject.CreditCode => [FactField.CreditCode],
            RemarkSubject.LegalRepresentative => [FactField.LegalRepresentative, FactField.IdentityNumber],
            RemarkSubject.OperatorMobile => [FactField.OperatorName, FactField.OperatorMobile],
            RemarkSubject.Trademark or RemarkSubject.AccountName or RemarkSubject.Category => [],
        };
}
