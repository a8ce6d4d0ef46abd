namespace Portal.Domain.Ledger;

/// <summary>A ledger account as stored: one per code and currency, made when first used.</summary>
internal sealed class LedgerAccount
{
    private LedgerAccount() { }

    public long Id { get; private set; }
    public string Code { get; private set; } = string.Empty;
    public LedgerKind Kind { get; private set; }
    public string Currency { get; private set; } = string.Empty;
    public long? MerchantId { get; private set; }
}

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
}

/// <summary>One side of a posted entry; the amount is in minor units of the account's currency, debit positive.</summary>
internal sealed class Posting
{
    private Posting() { }

    public long EntryId { get; private set; }
    public int Line { get; private set; }
    public long AccountId { get; private set; }
    public long AmountMinor { get; private set; }
}

/// <summary>
/// The kept balance of an account: equals the sum of its postings at every commit (I-06). So do its debits; its credits are the difference.
/// </summary>
internal sealed class LedgerBalance
{
    private LedgerBalance() { }

    public long AccountId { get; private set; }
    public long BalanceMinor { get; private set; }
    public long DebitMinor { get; private set; }
    public long Postings { get; private set; }

    /// <summary>
    /// Where a day close begins to read: no entry before this one is still open (I-39). Too low costs time, too high would forget money, so
    /// every posting lowers it to its own entry and only a closing that knows all postings of the account raises it.
    /// </summary>
    public long OpenFromEntryId { get; private set; }
}

/// <summary>
/// What an account moved by on one business day: equals the sums of its postings of that day at every commit (I-06). So the balance of any day
/// and the sums of any period are read from as many rows as there are days, however much was posted.
/// </summary>
internal sealed class LedgerDay
{
    private LedgerDay() { }

    public long AccountId { get; private set; }
    public DateOnly BusinessDay { get; private set; }
    public long DebitMinor { get; private set; }
    public long CreditMinor { get; private set; }
    public long Postings { get; private set; }

    /// <summary>The lowest and highest entry among them: where a list of this day begins and ends to read.</summary>
    public long FirstEntryId { get; private set; }
    public long LastEntryId { get; private set; }
}

/// <summary>From which entry on an account may have something open, as long as it has just so many postings.</summary>
internal readonly record struct OpenMark(long AccountId, long FromEntryId, long Postings);
