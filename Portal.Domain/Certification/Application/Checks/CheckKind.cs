using System.Globalization;
using Portal.Domain.Accounts;
using Portal.Domain.Identity;

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
