namespace Portal.Domain.Payments;

/// <summary>The columns of a WeChat Pay trade bill that Portal reads; others are kept in the file only.</summary>
internal enum WechatColumn
{
    TradeTime,
    MerchantNo,
    SubMerchantNo,
    TransactionId,
    OrderNo,
    Payer,
    TradeType,
    TradeState,
    Bank,
    Currency,
    Settle,
    Coupon,
    RefundAskedTime,
    RefundDoneTime,
    RefundId,
    RefundNo,
    Refund,
    RefundCoupon,
    RefundState,
    Goods,
    Fee,
    Rate,
    Order,
    RefundAsked,
}
