namespace Portal.Domain.Settlement;

internal enum BankAccountState
{
    /// <summary>Written down; waits for finance to agree.</summary>
    Waiting,

    /// <summary>Payouts go here; one of each merchant.</summary>
    InForce,

    /// <summary>Was in force before.</summary>
    Former,

    /// <summary>Never came into force.</summary>
    Dropped,
}
