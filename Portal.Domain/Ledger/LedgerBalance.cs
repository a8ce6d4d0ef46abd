namespace Portal.Domain.Ledger;

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

    public static LedgerBalance Of(long accountId, long balanceMinor, long debitMinor, long postings, long openFromEntryId) =>
        new()
        {
            AccountId = accountId,
            BalanceMinor = balanceMinor,
            DebitMinor = debitMinor,
            Postings = postings,
            OpenFromEntryId = openFromEntryId,
        };
}
