using Portal.Domain.Kernel;

namespace Portal.Domain.Fees;

/// <summary>A payment and what it costs its merchant.</summary>
internal sealed record PricedPayment(
    long MerchantId,
    long GatewayAccountId,
    Channel Channel,
    DateTime PaidUtc,
    long GrossMinor,
    long RefundedMinor,
    long? RuleId,
    long FeeMinor,
    long WaivedMinor,
    long? VolumeMinor
);
