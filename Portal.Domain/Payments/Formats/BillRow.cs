using Portal.Domain.Kernel;

namespace Portal.Domain.Payments;

/// <summary>What the gateway says of a refund. A bill is a snapshot: Processing is not final and is never updated in it.</summary>
public enum RefundState
{
    Succeeded,
    Processing,

    /// <summary>The customer's account could not take it: the money has left the merchant and waits for another way.</summary>
    Changed,
    Failed,
}

/// <summary>One detail row of a bill, read and checked. Amounts are fen; <see cref="FeeMinor"/> is negative where a fee is given back.</summary>
public sealed record BillRow
{
    public required int Line { get; init; }
    public required bool IsRefund { get; init; }

    /// <summary>Whose money: the sub-merchant's number in service-provider mode, else the merchant's own.</summary>
    public required string MerchantNo { get; init; }
    public required string TransactionId { get; init; }

    /// <summary>What ties the refunds of a payment to it where they do not name its transaction (Stripe's payment intent).</summary>
    public string IntentRef { get; init; } = string.Empty;
    public required string OrderNo { get; init; }
    public required string Payer { get; init; }
    public required Channel Channel { get; init; }
    public required string TradeType { get; init; }
    public required string Bank { get; init; }
    public required string Goods { get; init; }

    /// <summary>When it counts: the payment's time, or the time the refund was accepted.</summary>
    public required DateTime OccurredUtc { get; init; }

    /// <summary>The amount that counts for settlement; 0 on a refund.</summary>
    public required long GrossMinor { get; init; }
    public required long OrderMinor { get; init; }

    /// <summary>On a payment the coupons in it; on a refund what went back as coupon.</summary>
    public required long CouponMinor { get; init; }
    public required string RefundId { get; init; }
    public required string RefundNo { get; init; }

    /// <summary>Positive on a refund, 0 on a payment.</summary>
    public required long RefundMinor { get; init; }
    public required RefundState RefundState { get; init; }
    public required long FeeMinor { get; init; }

    /// <summary>The part of <see cref="FeeMinor"/> that the gateway gave to others out of this payment (Alipay's 分润); never added to it.</summary>
    public long ShareMinor { get; init; }
    public required string RateText { get; init; }
}
