namespace Portal.Domain.Approvals;

/// <summary>An act of money somebody wants done now. <see cref="ObjectKind"/> and <see cref="ObjectKey"/> name its target in the trail.</summary>
internal sealed record MoneyAsk(
    string Kind,
    long TargetId,
    string Title,
    Stake Stake,
    long? MerchantId,
    string ObjectKind,
    string ObjectKey,
    string? Why,
    bool Whole = false
);
