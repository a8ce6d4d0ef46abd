using Portal.Domain.Data;
using Portal.Domain.Kernel;

namespace Portal.Domain.Fees;

/// <summary>
/// A fee that is not a payment's: for handling a refund, for a payout, for a month. Once for each (unique indexes); it keeps its inputs and
/// the version of the rule.
/// </summary>
internal sealed class ServiceFee : IOfMerchant
{
    private ServiceFee() { }

    public long Id { get; private set; }
    public long MerchantId { get; private set; }
    public FeeKind Kind { get; private set; }

    /// <summary>What it is for: exactly one of the three.</summary>
    public long? RefundId { get; private set; }
    public long? StatementId { get; private set; }

    /// <summary>The first of the month.</summary>
    public DateOnly? Month { get; private set; }

    /// <summary>The instant whose rule holds.</summary>
    public DateTime AtUtc { get; private set; }
    public long RuleId { get; private set; }

    /// <summary>The refund or payout; 0 for a month.</summary>
    public long BaseMinor { get; private set; }
    public long AmountMinor { get; private set; }
    public long? WaiverId { get; private set; }
    public long WaivedMinor { get; private set; }
    public string Currency { get; private set; } = string.Empty;
    public DateOnly BusinessDay { get; private set; }

    /// <summary>The journal entries that carry it; null when nothing moved.</summary>
    public long? EntryId { get; private set; }
    public long? WaiverEntryId { get; private set; }

    internal static ServiceFee Of(DecidedServiceFee fee, long? entryId, long? waiverEntryId) =>
        new()
        {
            MerchantId = fee.MerchantId,
            Kind = fee.Kind,
            RefundId = fee.RefundId,
            StatementId = fee.StatementId,
            Month = fee.Month,
            AtUtc = fee.AtUtc,
            RuleId = fee.RuleId,
            BaseMinor = fee.BaseMinor,
            AmountMinor = fee.AmountMinor,
            WaiverId = fee.WaiverId,
            WaivedMinor = fee.WaivedMinor,
            Currency = fee.Currency,
            BusinessDay = fee.Day,
            EntryId = entryId,
            WaiverEntryId = waiverEntryId,
        };

    public string Number => NumberOf(Id);

    internal static string NumberOf(long id) => Things.ServiceFee.Of(id);

    internal static long? IdOf(string number) => Things.ServiceFee.CountOf(number);
}
