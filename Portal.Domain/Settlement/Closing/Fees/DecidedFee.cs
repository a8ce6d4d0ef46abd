namespace Portal.Domain.Settlement;

/// <summary>A fee of a payment, or what a refund gives back of it, about to be stored. <see cref="ItemId"/> is the payment's or refund's.</summary>
internal readonly record struct DecidedFee(
    long MerchantId,
    DateOnly Day,
    string Currency,
    long ItemId,
    long? RuleId,
    long GrossMinor,
    long BeforeMinor,
    long RefundMinor,
    long AmountMinor,
    long? VolumeBeforeMinor,
    long? WaiverId,
    long WaivedMinor
);
