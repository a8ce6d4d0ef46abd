namespace Portal.Domain.Banking;

public sealed record ReconRow(
    long Id,
    ReconPair Pair,
    ReconSide Side,
    ReconRef RefKind,
    string Reference,
    long AmountMinor,
    long? OtherMinor,
    string Currency,
    DateOnly Day,
    int AgeDays,
    ReconState State,
    long? SuggestedId,
    string? Suggested,
    string? Owner,
    ReconReason? Reason,
    string? Note,
    ReconAnswer? Proposed,
    string? Match,
    string? Approval,
    DateTime? ResolvedUtc,
    string? ResolvedBy
);
