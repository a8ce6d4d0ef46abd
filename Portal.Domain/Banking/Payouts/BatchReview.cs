namespace Portal.Domain.Banking;

/// <summary>
/// A batch in full, as it stands now. <see cref="IsAsProposed"/> says whether that is what the proposal was made of: the same comparison
/// refuses the approval.
/// </summary>
public sealed record BatchReview(
    string Number,
    BatchState State,
    DateOnly ExecutionDay,
    string Currency,
    int Count,
    long TotalMinor,
    BatchFunds Funds,
    int First,
    int Changed,
    int Differing,
    int Large,
    int Held,
    bool IsAsProposed,
    IReadOnlyList<BatchPayee> Payees
);
