using Portal.Domain.Kernel;

namespace Portal.Domain.Fees;

/// <summary>What of a payment decides its fee.</summary>
internal readonly record struct ChargeablePayment(
    long Id,
    long MerchantId,
    long GatewayAccountId,
    Channel Channel,
    string Currency,
    DateTime PaidUtc,
    DateOnly BusinessDay,
    long GrossMinor
);

/// <summary>What of a refund decides what it gives back, with the fee of its payment where that is decided.</summary>
internal sealed record ChargeableRefund(
    long Id,
    long MerchantId,
    long GatewayAccountId,
    Channel Channel,
    string Currency,
    DateTime OccurredUtc,
    DateOnly BusinessDay,
    long AmountMinor,
    long RefundedBeforeMinor,
    long? PaymentId,
    ChargedFee? Fee
);

/// <summary>The fee that was charged for a payment.</summary>
internal sealed record ChargedFee(
    long? RuleId,
    long GrossMinor,
    long AmountMinor,
    long? VolumeBeforeMinor,
    long? WaiverId,
    long WaivedMinor
);

/// <summary>A merchant's sales of one business day in one bill, for the month's volume.</summary>
internal readonly record struct DaySales(long MerchantId, DateOnly Day, string Currency, long GrossMinor);
