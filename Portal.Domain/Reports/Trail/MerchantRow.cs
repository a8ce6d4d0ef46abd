using Portal.Domain.Identity;

namespace Portal.Domain.Reports;

public sealed record MerchantRow(
    long Id,
    string Slug,
    string DisplayName,
    string LegalName,
    EntityType EntityType,
    string CreditCode,
    MerchantState State,
    int People,
    int Accounts,
    DateTime RegisteredUtc
);
