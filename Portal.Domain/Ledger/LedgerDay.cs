namespace Portal.Domain.Ledger;

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

    public static LedgerDay Of(
        long accountId,
        DateOnly day,
        long debitMinor,
        long creditMinor,
        long postings,
        (long First, long Last) entries
    ) =>
        new()
        {
            AccountId = accountId,
            BusinessDay = day,
            DebitMinor = debitMinor,
            CreditMinor = creditMinor,
            Postings = postings,
            FirstEntryId = entries.First,
            LastEntryId = entries.Last,
        };
}
