namespace Portal.Domain.Accounts;

/// <summary>An account in a list.</summary>
public sealed record AccountCard(
    string Handle,
    string Number,
    string Name,
    AccountType Type,
    AccountCategory Category,
    AccountState State,
    string? AvatarKey,
    DateOnly? CertifiedUntil,
    DateTime RegisteredUtc
);
