using Portal.Domain.Identity;

namespace Portal.Domain.Certification;

/// <summary>What the checks look at.</summary>
internal sealed record CheckFacts(
    string CreditCode,
    string MerchantCreditCode,
    string LegalName,
    string MerchantLegalName,
    EntityType EntityType,
    string? IdentityNumber,
    DateOnly? LicenceValidUntil,
    DateOnly? LetterDate,
    string AccountName,
    int OthersWithLicence,
    string? NearestCertified,
    DateOnly Today,
    int LicenceDaysLeft,
    int LetterDays
);
