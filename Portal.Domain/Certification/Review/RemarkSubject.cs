namespace Portal.Domain.Certification;

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
