namespace Portal.Domain.Banking;

/// <summary>Why a statement waits for a person.</summary>
public enum BankHeldReason
{
    /// <summary>Opening and lines are not the closing balance.</summary>
    Differs,

    /// <summary>It says how it closes and not how it opens.</summary>
    NoOpening,

    /// <summary>It does not open where the one before it closed, and has lines without reference that are like lines already booked.</summary>
    MayRepeat,

    /// <summary>Its last day has not come.</summary>
    FutureDay,
}
