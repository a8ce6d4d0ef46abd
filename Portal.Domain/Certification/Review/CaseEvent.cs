using Portal.Domain.Data;
using Portal.Domain.Kernel;

namespace Portal.Domain.Certification;

/// <summary>A line of the case's timeline.</summary>
internal sealed class CaseEvent : IOfMerchant
{
    private CaseEvent() { }

    internal CaseEvent(long merchantId, CaseEventKind kind, Actor by, DateTime atUtc, string? detail) =>
        (MerchantId, Kind, ByName, AtUtc, Detail) = (merchantId, kind, by.Kind == ActorKind.User ? by.Name : null, atUtc, detail);

    public long Id { get; private set; }
    public long CaseId { get; private set; }
    public long MerchantId { get; private set; }
    public CaseEventKind Kind { get; private set; }

    /// <summary>The person; null when the portal did it by itself.</summary>
    public string? ByName { get; private set; }
    public DateTime AtUtc { get; private set; }
    public string? Detail { get; private set; }
}
