namespace Portal.Domain.Certification;

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
