namespace Portal.Domain.Certification;

public enum CheckKind
{
    CreditCode,
    IdentityNumber,
    DuplicateLicence,
    LicenceValidity,
    LetterAge,
    NameLikeness,
    LegalName,
    PublicBody,
}
