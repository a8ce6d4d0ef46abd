using Portal.Domain.Data;
using Portal.Domain.Kernel;

namespace Portal.Domain.Payments;

/// <summary>Money given back, once per gateway refund (unique index). One whose payment is unknown has none and waits in suspense.</summary>
internal sealed class Refund : IOfMerchant
{
    private Refund() { }

    public long Id { get; private set; }
    public long MerchantId { get; private set; }
    public long? PaymentId { get; private set; }
    public long GatewayAccountId { get; private set; }
    public string RefundId { get; private set; } = string.Empty;
    public string RefundNo { get; private set; } = string.Empty;
    public string TransactionId { get; private set; } = string.Empty;
    public string OrderNo { get; private set; } = string.Empty;
    public Channel Channel { get; private set; }
    public DateTime OccurredUtc { get; private set; }
    public DateOnly BusinessDay { get; private set; }

    /// <summary>Nothing where the order had been paid by coupon alone.</summary>
    public long AmountMinor { get; private set; }

    /// <summary>What went back as coupon beside it: no money of ours.</summary>
    public long CouponMinor { get; private set; }
    public string Currency { get; private set; } = string.Empty;

    /// <summary>What had been refunded of the payment before this one: the fee returned depends on it.</summary>
    public long RefundedBeforeMinor { get; private set; }
    public long ChannelFeeReturnedMinor { get; private set; }
    public RefundState State { get; private set; }
    public long BillId { get; private set; }
    public int Line { get; private set; }
    public long EntryId { get; private set; }

    /// <summary>The entry that took it into suspense, once somebody said whose it is; <see cref="EntryId"/> is then the one that gave it over.</summary>
    public long? SuspenseEntryId { get; private set; }

    /// <param name="payment">The payment it belongs to and what had been refunded of it before; null: it waits for one.</param>
    internal static Refund Of(
        Bill bill,
        BillRow row,
        GatewayAccount account,
        (long? Merchant, long? Id, long Before) payment,
        DateOnly day,
        long entryId
    ) =>
        new()
        {
            MerchantId = payment.Merchant ?? Payment.Nobody,
            PaymentId = payment.Id,
            GatewayAccountId = account.Id,
            RefundId = row.RefundId,
            RefundNo = row.RefundNo,
            TransactionId = row.TransactionId,
            OrderNo = row.OrderNo,
            Channel = row.Channel,
            OccurredUtc = row.OccurredUtc,
            BusinessDay = day,
            AmountMinor = row.RefundMinor,
            CouponMinor = row.CouponMinor,
            Currency = bill.Currency,
            RefundedBeforeMinor = payment.Before,
            ChannelFeeReturnedMinor = -row.FeeMinor,
            State = row.RefundState,
            BillId = bill.Id,
            Line = row.Line,
            EntryId = entryId,
        };

    /// <summary>Out of suspense: it is this merchant's from now on.</summary>
    internal void GiveTo(long merchantId, long entryId)
    {
        Invariant.Hold("I-17", MerchantId == Payment.Nobody && SuspenseEntryId is null, $"refund {Id} is somebody's already");
        MerchantId = merchantId;
        SuspenseEntryId = EntryId;
        EntryId = entryId;
    }

    /// <summary>Its payment has come in.</summary>
    internal void Found(long paymentId, long refundedBeforeMinor)
    {
        Invariant.Hold("I-14", PaymentId is null, $"refund {Id} has its payment already");
        (PaymentId, RefundedBeforeMinor) = (paymentId, refundedBeforeMinor);
    }
}
