using Portal.Domain.Data;
using Portal.Domain.Kernel;

namespace Portal.Domain.Certification;

/// <summary>What a reviewer asks for, about one field or document, in one round.</summary>
internal sealed class CaseRemark : IOfMerchant
{
    private CaseRemark() { }

    internal CaseRemark(long merchantId, int round, RemarkSubject subject, string text, Actor by, DateTime nowUtc) =>
        (MerchantId, Round, Subject, Text, ByName, AtUtc) = (merchantId, round, subject, text, by.Name, nowUtc);

    public long Id { get; private set; }
    public long CaseId { get; private set; }
    public long MerchantId { get; private set; }
    public int Round { get; private set; }
    public RemarkSubject Subject { get; private set; }
    public string Text { get; private set; } = string.Empty;
    public string ByName { get; private set; } = string.Empty;
    public DateTime AtUtc { get; private set; }
}
