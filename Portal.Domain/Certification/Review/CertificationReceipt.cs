using Portal.Domain.Data;
using Portal.Domain.Kernel;

namespace Portal.Domain.Certification;

/// <summary>A numbered receipt for one attempt's fee; the numbers have no gaps.</summary>
internal sealed class CertificationReceipt : IOfMerchant
{
    private CertificationReceipt() { }

    internal CertificationReceipt(CertificationCase of, string number, Money fee, bool waived, long entryId, DateTime nowUtc)
    {
        (CaseId, MerchantId, Number, FeeMinor, Currency) = (of.Id, of.MerchantId, number, fee.MinorUnits, fee.Currency.Code);
        (WaivedMinor, EntryId, IssuedUtc) = (waived ? fee.MinorUnits : 0, entryId, nowUtc);
    }

    public long Id { get; private set; }
    public long CaseId { get; private set; }
    public long MerchantId { get; private set; }

    /// <summary><c>RC-2026-000001</c>.</summary>
    public string Number { get; private set; } = string.Empty;
    public long FeeMinor { get; private set; }
    public long WaivedMinor { get; private set; }
    public string Currency { get; private set; } = string.Empty;

    /// <summary>The ledger entry that booked it.</summary>
    public long EntryId { get; private set; }
    public DateTime IssuedUtc { get; private set; }
}
