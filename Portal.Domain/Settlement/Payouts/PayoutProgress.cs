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

internal static class PayoutProgresses
{
    /// <summary>Of a payout. A stop and a changed account keep only what has not been agreed to; a stop goes before, because it has no hour.</summary>
    public static PayoutProgress Of(PayoutState state, bool stopped, bool accountChanged) =>
        state switch
        {
            PayoutState.Proposed => stopped ? PayoutProgress.Stopped
            : accountChanged ? PayoutProgress.AccountChanged
            : PayoutProgress.Proposed,
            PayoutState.Approved => PayoutProgress.Approved,
            PayoutState.InFile => PayoutProgress.InFile,
            PayoutState.Sent => PayoutProgress.Sent,
            PayoutState.Unknown => PayoutProgress.Unknown,
            PayoutState.Paid => PayoutProgress.Paid,
            PayoutState.Failed => PayoutProgress.Failed,
            PayoutState.Returned => PayoutProgress.Returned,
        };

    /// <summary>Of a statement without a payout.</summary>
    public static PayoutProgress Of(PayoutOutcome outcome) =>
        outcome switch
        {
            PayoutOutcome.Paid => PayoutProgress.Proposed,
            PayoutOutcome.NothingOwed => PayoutProgress.NothingOwed,
            PayoutOutcome.BelowMinimum => PayoutProgress.BelowMinimum,
            PayoutOutcome.Held => PayoutProgress.CarriedStopped,
        };
}
