namespace Portal.Domain.Settlement;

/// <summary>Why a merchant could not be settled, in words a person can act on.</summary>
public enum FailureCause
{
    /// <summary>Their books break a promise; nothing is closed on top of that.</summary>
    BooksDisagree,

    /// <summary>The business calendar has no working day where the payout would be due.</summary>
    Calendar,

    /// <summary>An amount beyond what can be counted.</summary>
    TooLarge,

    /// <summary>The database was busy or away: trying again is enough.</summary>
    DatabaseBusy,
    Unexpected,
}
