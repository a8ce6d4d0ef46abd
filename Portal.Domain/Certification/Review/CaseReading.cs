using Portal.Domain.Data;
using Portal.Domain.Kernel;

namespace Portal.Domain.Certification;

/// <summary>What a reviewer read in the document for one value in one round. What is personal is sealed.</summary>
internal sealed class CaseReading : IOfMerchant
{
    private CaseReading() { }

    internal CaseReading(long merchantId, int round, FactField field) => (MerchantId, Round, Field) = (merchantId, round, field);

    public long Id { get; private set; }
    public long CaseId { get; private set; }
    public long MerchantId { get; private set; }
    public int Round { get; private set; }
    public FactField Field { get; private set; }

    /// <summary>The document says what the application says; null when the answer was taken back.</summary>
    public bool? Same { get; private set; }

    /// <summary>What the document says where it differs.</summary>
    public string Says { get; private set; } = string.Empty;
    public string ByName { get; private set; } = string.Empty;
    public DateTime AtUtc { get; private set; }

    internal void Record(bool? same, string says, Actor by, DateTime nowUtc) => (Same, Says, ByName, AtUtc) = (same, says, by.Name, nowUtc);
}
