namespace Portal.Domain.Settlement;

/// <summary>Which journal entries a statement is made of: each entry of a merchant's pending account stands in exactly one (primary key).</summary>
internal sealed class StatementEntry
{
    private StatementEntry() { }

    public long EntryId { get; private set; }
    public long AccountId { get; private set; }
    public long StatementId { get; private set; }

    public static StatementEntry Of(long entryId, long accountId, long statementId) =>
        new()
        {
            EntryId = entryId,
            AccountId = accountId,
            StatementId = statementId,
        };
}
