namespace Portal.Domain.Settlement;

public sealed record StatementRow(
    long Id,
    string Number,
    string Merchant,
    string MerchantName,
    DateOnly PeriodFrom,
    DateOnly PeriodTo,
    string Currency,
    long GrossMinor,
    long RefundMinor,
    long FeeMinor,
    long OtherMinor,
    long PayoutMinor,
    long ClosingMinor,
    DateOnly DueDay,
    PayoutState? Payout,
    DateTime? PayoutHeldUntilUtc
)
{
    public PayoutProgress Progress { get; init; }
}
