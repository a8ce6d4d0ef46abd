using Portal.Domain.Accounts;
using Portal.Domain.Identity;

namespace Portal.Domain.Certification;

/// <summary>A case in the reviewers' queue.</summary>
public sealed record QueueRow(
    string Number,
    string AccountName,
    string? AvatarKey,
    AccountType Type,
    AccountCategory Category,
    EntityType EntityType,
    CaseState State,
    int Round,
    RiskLevel Risk,
    DateTime SlaDueUtc,
    TimeSpan TimeLeft,
    string? HeldBy
);
