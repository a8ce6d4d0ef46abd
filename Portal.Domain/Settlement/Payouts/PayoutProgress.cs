namespace Portal.Domain.Settlement;

/// <summary>Where the money of a statement stands, with the cause when it does not move: what every page says of it.</summary>
public enum PayoutProgress
{
    /// <summary>The statement owes nothing.</summary>
    NothingOwed,

    /// <summary>What is owed is below the minimum and carried on.</summary>
    BelowMinimum,

    /// <summary>Payouts were stopped when it closed: what is owed is carried on.</summary>
    CarriedStopped,
    Proposed,

    /// <summary>Waits some hours because the bank account was changed.</summary>
    AccountChanged,

    /// <summary>Somebody stopped the payouts of this merchant.</summary>
    Stopped,
    Approved,
    InFile,
    Sent,
    Unknown,
    Paid,
    Failed,
    Returned,
}
