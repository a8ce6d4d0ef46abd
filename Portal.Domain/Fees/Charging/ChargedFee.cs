namespace Portal.Domain.Fees;

/// <summary>The fee that was charged for a payment.</summary>
internal sealed record ChargedFee(
    long? RuleId,
    long GrossMinor,
    long AmountMinor,
    long? VolumeBeforeMinor,
    long? WaiverId,
    long WaivedMinor
);
