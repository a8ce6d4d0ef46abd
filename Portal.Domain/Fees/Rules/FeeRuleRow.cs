using Portal.Domain.Accounts;
using Portal.Domain.Kernel;

namespace Portal.Domain.Fees;

public sealed record FeeRuleRow(
    long Id,
    string Name,
    int Edition,
    FeeScope Scope,
    string? Merchant,
    string? MerchantName,
    Channel? Channel,
    string Currency,
    FeeTerms Terms,
    DateTime FromUtc,
    DateTime? ToUtc,
    long? ReplacesId,
    string MadeBy,
    DateTime MadeUtc,
    string ApprovedBy,
    string? ApprovalNumber,
    FeeRuleState State,
    FeeKind Kind,
    FeeNature Nature,
    AccountCategory? Category,
    string? Account,
    string Owner,
    string Why,
    long WaivedMinor
);
