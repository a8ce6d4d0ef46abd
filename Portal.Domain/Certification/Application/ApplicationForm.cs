namespace Portal.Domain.Certification;

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
