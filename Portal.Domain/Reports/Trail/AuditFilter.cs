using Portal.Domain.Data;

namespace Portal.Domain.Reports;

/// <summary>What part of the trail is wanted; null means any. Days are of the settlement zone.</summary>
public sealed record AuditFilter(
    string? Who = null,
    string? Action = null,
    string? Object = null,
    DateOnly? From = null,
    DateOnly? To = null,
    string? Kind = null,
    string? Merchant = null,
    AuditOutcome? Outcome = null
)
{
    public bool IsEmpty => this == new AuditFilter();
}

/// <summary>What a record is about, in the parts an address is made of; <see cref="MayOpen"/> when the reader may see that page.</summary>
public sealed record AuditThing(string Kind, string Key, string? Merchant, string? Handle, bool MayOpen);

/// <summary>Who acted, as far as the reader may know: a merchant is told that it was the platform, not which of its people.</summary>
public enum HistoryActor
{
    Person,
    Platform,
    Machine,
}
