namespace Portal.Domain.Ledger;

/// <summary>The page of what caused an entry, found by what its key names.</summary>
internal enum EntryPage
{
    /// <summary>The key names what has no page of its own.</summary>
    None,
    Bill,
    Case,
    Payout,
    BankStatement,
    Approval,
    Adjustment,

    /// <summary>A statement by its id.</summary>
    Statement,

    /// <summary>A statement by merchant, currency and last day.</summary>
    Period,
}
