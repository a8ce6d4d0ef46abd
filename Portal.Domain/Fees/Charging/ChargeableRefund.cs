using Portal.Domain.Kernel;

namespace Portal.Domain.Fees;

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
