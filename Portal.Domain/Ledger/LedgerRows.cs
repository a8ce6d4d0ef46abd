namespace Portal.Domain.Ledger;

/// <summary>One side of a posted entry; the amount is in minor units of the account's currency, debit positive.</summary>
internal sealed class Posting
{
    private Posting() { }

    public long EntryId { get; private set; }
    public int Line { get; private set; }
    public long AccountId { get; private set; }
    public long AmountMinor { get; private set; }

    public static Posting Of(long entryId, int line, long accountId, long amountMinor) =>
        new()
        {
            EntryId = entryId,
            Line = line,
            AccountId = accountId,
            AmountMinor = amountMinor,
        };
}

/// <summary>From which entry on an account may have something open, as long as it has just so many postings.</summary>
internal readonly record struct OpenMark(long AccountId, long FromEntryId, long Postings);
