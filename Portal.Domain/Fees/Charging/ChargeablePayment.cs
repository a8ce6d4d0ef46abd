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
