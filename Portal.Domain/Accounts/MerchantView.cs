using Microsoft.EntityFrameworkCore;
using Portal.Domain.Data;
using Portal.Domain.Identity;
using Portal.Domain.Kernel;

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
