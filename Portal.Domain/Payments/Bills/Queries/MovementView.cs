namespace Portal.Domain.Payments;

/// <summary>A movement of a gateway account as finance looks at it.</summary>
public sealed record MovementView(
    long Id,
    int Line,
    DateTime OccurredUtc,
    MovementKind Kind,
    string Words,
    string MovementId,
    string BusinessRef,
    string OrderNo,
    string Note,
    long AmountMinor,
    long FeeInsideMinor,
    long? BalanceMinor,
    string Currency,
    long? EntryId
)
{
    internal MovementPosting Posting { get; init; }
}
