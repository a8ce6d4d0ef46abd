using Portal.Domain.Data;
using Portal.Domain.Kernel;

namespace Portal.Domain.Payments;

/// <summary>What has become of a payment; it follows from the row, so it can never be in two states.</summary>
public enum PaymentState
{
    /// <summary>Its merchant number is nobody's yet.</summary>
    Suspense,
    Paid,
    PartlyRefunded,
    Refunded,
}

/// <summary>
/// Money a customer paid, once per gateway transaction (unique index). Inserted in bulk by posting; afterwards only the sum of its refunds
/// moves, and a check constraint keeps that at or below the amount (I-14).
/// </summary>
internal sealed class Payment : IOfMerchant
{
    /// <summary>The merchant id of a payment that waits in suspense.</summary>
    public const long Nobody = 0;

    private Payment() { }

    public long Id { get; private set; }
    public long MerchantId { get; private set; }
    public long GatewayAccountId { get; private set; }
    public string TransactionId { get; private set; } = string.Empty;

    /// <summary>What refunds may name in place of the transaction (Stripe's payment intent); mostly empty.</summary>
    public string IntentRef { get; private set; } = string.Empty;
    public string OrderNo { get; private set; } = string.Empty;

    /// <summary>The payer's open id at the gateway.</summary>
    public string Payer { get; private set; } = string.Empty;
    public Channel Channel { get; private set; }
    public string Bank { get; private set; } = string.Empty;
    public string Goods { get; private set; } = string.Empty;
    public DateTime PaidUtc { get; private set; }

    /// <summary>The day it belongs to, in the settlement zone.</summary>
    public DateOnly BusinessDay { get; private set; }
    public long GrossMinor { get; private set; }

    /// <summary>What the customer's order came to, before discounts the merchant bears.</summary>
    public long OrderMinor { get; private set; }
    public string Currency { get; private set; } = string.Empty;

    /// <summary>What the gateway charges us for it, from its bill.</summary>
    public long ChannelFeeMinor { get; private set; }
    public long RefundedMinor { get; private set; }
    public long BillId { get; private set; }
    public int Line { get; private set; }
    public long EntryId { get; private set; }

    /// <summary>The entry that took it into suspense, once somebody said whose it is; <see cref="EntryId"/> is then the one that gave it over.</summary>
    public long? SuspenseEntryId { get; private set; }

    internal static Payment Of(Bill bill, BillRow row, GatewayAccount account, DateOnly day, long entryId) =>
        new()
        {
            MerchantId = account.MerchantId ?? Nobody,
            GatewayAccountId = account.Id,
            TransactionId = row.TransactionId,
            IntentRef = row.IntentRef,
            OrderNo = row.OrderNo,
            Payer = row.Payer,
            Channel = row.Channel,
            Bank = row.Bank,
            Goods = row.Goods,
            PaidUtc = row.OccurredUtc,
            BusinessDay = day,
            GrossMinor = row.GrossMinor,
            OrderMinor = row.OrderMinor,
            Currency = bill.Currency,
            ChannelFeeMinor = row.FeeMinor,
            BillId = bill.Id,
            Line = row.Line,
            EntryId = entryId,
        };

    /// <summary>Out of suspense: it is this merchant's from now on.</summary>
    internal void GiveTo(long merchantId, long entryId)
    {
        Invariant.Hold("I-17", MerchantId == Nobody && SuspenseEntryId is null, $"payment {Id} is somebody's already");
        MerchantId = merchantId;
        SuspenseEntryId = EntryId;
        EntryId = entryId;
    }

    /// <summary>A refund that came before it finds it: true when there is as much left of it.</summary>
    internal bool TakeRefund(long amountMinor)
    {
        var fits = amountMinor <= GrossMinor - RefundedMinor;
        RefundedMinor += fits ? amountMinor : 0;
        return fits;
    }

    public PaymentState State =>
        MerchantId == Nobody ? PaymentState.Suspense
        : RefundedMinor == 0 ? PaymentState.Paid
        : RefundedMinor < GrossMinor ? PaymentState.PartlyRefunded
        : PaymentState.Refunded;
}
