namespace Portal.Domain.Certification;

/// <summary>What a reviewer answers, in the order of the digits that answer it.</summary>
public enum ChecklistItem
{
    LicenceMatches,
    IdentityMatches,
    LetterRecent,
    SealWhole,
    SealMatches,
    OperatorMatches,
    NameHonest,
    CategoryFits,
}

/// <summary>What a remark is about: a document or a field of the form.</summary>
public enum RemarkSubject
{
    BusinessLicence,
    LegalRepresentativeId,
    AuthorisationLetter,
    Trademark,
    LegalName,
    CreditCode,
    LegalRepresentative,
    OperatorMobile,
    AccountName,
    Category,
}

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
}
