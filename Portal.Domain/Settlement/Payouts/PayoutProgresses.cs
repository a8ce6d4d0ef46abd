namespace Portal.Domain.Settlement;

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
