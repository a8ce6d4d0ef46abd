using Portal.Domain.Settlement;

namespace Portal.Domain.Banking;

/// <summary>A payout in a list; for one that waits, what keeps it from leaving.</summary>
public sealed record PayoutRow(
    long Id,
    string Number,
    string Merchant,
    string MerchantName,
    string Statement,
    int Attempt,
    long AmountMinor,
    string Currency,
    PayoutState State,
    DateOnly DueDay,
    DateTime? HoldUntilUtc,
    string? Batch,
    string? Reason,
    PayoutHurdle? Hurdle
)
{
    public PayoutProgress Progress { get; init; }
}
