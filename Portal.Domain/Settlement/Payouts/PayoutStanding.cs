namespace Portal.Domain.Settlement;

/// <summary>Where the money of a statement stands, with the cause when it does not move: what every page says of it.</summary>
public enum PayoutStanding
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

internal static class PayoutStandings
{
    /// <summary>Of a payout. A stop and a changed account keep only what has not been agreed to; a stop goes before, because it has no hour.</summary>
    public static PayoutStanding Of(PayoutState state, bool stopped, bool accountChanged) =>
        state switch
        {
            PayoutState.Proposed => stopped ? PayoutStanding.Stopped
            : accountChanged ? PayoutStanding.AccountChanged
            : PayoutStanding.Proposed,
            PayoutState.Approved => PayoutStanding.Approved,
            PayoutState.InFile => PayoutStanding.InFile,
            PayoutState.Sent => PayoutStanding.Sent,
            PayoutState.Unknown => PayoutStanding.Unknown,
            PayoutState.Paid => PayoutStanding.Paid,
            PayoutState.Failed => PayoutStanding.Failed,
            PayoutState.Returned => PayoutStanding.Returned,
        };

    /// <summary>Of a statement without a payout.</summary>
    public static PayoutStanding Of(PayoutOutcome outcome) =>
        outcome switch
        {
            PayoutOutcome.Paid => PayoutStanding.Proposed,
            PayoutOutcome.NothingOwed => PayoutStanding.NothingOwed,
            PayoutOutcome.BelowMinimum => PayoutStanding.BelowMinimum,
            PayoutOutcome.Held => PayoutStanding.CarriedStopped,
        };
}
