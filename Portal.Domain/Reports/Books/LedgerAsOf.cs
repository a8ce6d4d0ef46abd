using Portal.Domain.Ledger;

namespace Portal.Domain.Reports;

/// <summary>
/// Up to when the books are read: everything of business days up to and with one, or everything posted by an instant. Both null: all.
/// </summary>
public sealed record LedgerAsOf(DateOnly? Day, DateTime? PostedUtc)
{
    public static LedgerAsOf Now { get; } = new(null, null);

    public bool IsNow => this == Now;

    internal IQueryable<LedgerEntry> Of(IQueryable<LedgerEntry> entries) =>
        PostedUtc is { } utc ? entries.Where(entry => entry.PostedUtc <= utc)
        : Day is { } day ? entries.Where(entry => entry.BusinessDay <= day)
        : entries;
}
