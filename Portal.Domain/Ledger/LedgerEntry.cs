namespace Portal.Domain.Ledger;

/// <summary>A posted entry. Only inserted: triggers refuse update and delete on both databases (I-05).</summary>
internal sealed class LedgerEntry
{
    private LedgerEntry() { }

    public long Id { get; private set; }
    public string Key { get; private set; } = string.Empty;
    public string Kind { get; private set; } = string.Empty;
    public DateOnly BusinessDay { get; private set; }
    public DateTime PostedUtc { get; private set; }
    public long? ReversesId { get; private set; }
    public string? Memo { get; private set; }

    public static LedgerEntry Of(JournalEntry entry, DateTime postedUtc) =>
        new()
        {
            Key = entry.Key,
            Kind = EntryKinds.Of(entry.Kind).Name,
            BusinessDay = entry.BusinessDay,
            PostedUtc = postedUtc,
            ReversesId = entry.Reverses,
            Memo = entry.Memo,
        };
}
