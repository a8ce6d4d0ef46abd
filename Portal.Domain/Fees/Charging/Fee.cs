using Portal.Domain.Data;

namespace Portal.Domain.Fees;

/// <summary>
/// A decided fee: what a payment costs its merchant, or what a refund gives back. Once per payment and once per refund (unique indexes), also
/// when it is nothing. It keeps its inputs and the version of the rule, so that it can be worked out again.
/// </summary>
internal sealed class Fee : IOfMerchant
{
    private Fee() { }

    public long Id { get; private set; }
    public long MerchantId { get; private set; }

    /// <summary>The payment it is charged for; null on what a refund gives back.</summary>
    public long? PaymentId { get; private set; }

    /// <summary>The refund that gives it back; null on a charge.</summary>
    public long? RefundId { get; private set; }

    /// <summary>Null: no rule was in force, and nothing was charged.</summary>
    public long? RuleId { get; private set; }

    /// <summary>The payment's amount.</summary>
    public long GrossMinor { get; private set; }

    /// <summary>Of a refund: what had been refunded before it, and the refund itself.</summary>
    public long RefundedBeforeMinor { get; private set; }
    public long RefundMinor { get; private set; }

    /// <summary>Never negative: charged, or given back.</summary>
    public long AmountMinor { get; private set; }
    public string Currency { get; private set; } = string.Empty;
    public DateOnly BusinessDay { get; private set; }

    /// <summary>The journal entry that carries it; null when nothing moved.</summary>
    public long? EntryId { get; private set; }

    /// <summary>The month's volume the payment came upon, when its rule has tiers.</summary>
    public long? VolumeBeforeMinor { get; private set; }

    /// <summary>What of the amount a waiver takes on itself (or, on what a refund gives back, takes back), and its own entry.</summary>
    public long WaivedMinor { get; private set; }
    public long? WaiverId { get; private set; }
    public long? WaiverEntryId { get; private set; }

    internal static Fee Of(in ChargeablePayment payment, ChargedFee charged) =>
        new()
        {
            MerchantId = payment.MerchantId,
            PaymentId = payment.Id,
            RuleId = charged.RuleId,
            GrossMinor = charged.GrossMinor,
            AmountMinor = charged.AmountMinor,
            Currency = payment.Currency,
            BusinessDay = payment.BusinessDay,
            VolumeBeforeMinor = charged.VolumeBeforeMinor,
            WaivedMinor = charged.WaivedMinor,
            WaiverId = charged.WaiverId,
        };

    internal static Fee Of(ChargeableRefund refund, ChargedFee back) =>
        new()
        {
            MerchantId = refund.MerchantId,
            RefundId = refund.Id,
            RuleId = back.RuleId,
            GrossMinor = back.GrossMinor,
            RefundedBeforeMinor = refund.RefundedBeforeMinor,
            RefundMinor = refund.AmountMinor,
            AmountMinor = back.AmountMinor,
            Currency = refund.Currency,
            BusinessDay = refund.BusinessDay,
            VolumeBeforeMinor = back.VolumeBeforeMinor,
            WaivedMinor = back.WaivedMinor,
            WaiverId = back.WaiverId,
        };

    /// <summary>Names the entries that carry it; what is nothing, nothing carries.</summary>
    internal void CarriedBy(long? entryId, long? waiverEntryId)
    {
        EntryId = AmountMinor == 0 ? null : entryId;
        WaiverEntryId = WaivedMinor == 0 ? null : waiverEntryId;
    }
}
