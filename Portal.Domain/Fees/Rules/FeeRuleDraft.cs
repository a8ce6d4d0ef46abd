using Portal.Domain.Accounts;
using Portal.Domain.Kernel;

namespace Portal.Domain.Fees;

/// <summary>
/// A rule as a person writes it down. <see cref="Merchant"/> is a slug, <see cref="Account"/> a merchant number at a gateway; with neither
/// and no category it is for everybody.
/// </summary>
public sealed record FeeRuleDraft(
    string Name,
    FeeKind Kind,
    string? Merchant,
    Channel? Channel,
    string Currency,
    FeeTerms Terms,
    DateTime FromUtc,
    DateTime? ToUtc,
    long? ReplacesId = null,
    FeeNature Nature = FeeNature.Standard,
    AccountCategory? Category = null,
    string? Account = null,
    string? Owner = null,
    string? Why = null
);
