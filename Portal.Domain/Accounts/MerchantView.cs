using Portal.Domain.Identity;

namespace Portal.Domain.Accounts;

/// <summary>An organisation as its people see it.</summary>
public sealed record MerchantView(
    string Slug,
    string LegalName,
    string DisplayName,
    EntityType EntityType,
    string CreditCode,
    MerchantState State,
    DateTime RegisteredUtc,
    int Accounts
);
