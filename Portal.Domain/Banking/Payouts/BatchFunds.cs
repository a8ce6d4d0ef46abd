namespace Portal.Domain.Banking;

/// <summary>Our account before and after: what the books say stands on it, what has been agreed to and not yet been debited, and what would be left.</summary>
/// <param name="OnTheirWayMinor">Transfers and agreed batches from this account that no bank statement shows yet, without this batch.</param>
/// <param name="LastStatement">The last day a statement of the bank proves; null when none was taken in.</param>
public sealed record BatchFunds(
    string Account,
    string Holder,
    string BankCode,
    string Last4,
    long BalanceMinor,
    long OnTheirWayMinor,
    long AfterMinor,
    DateOnly? LastStatement
);
