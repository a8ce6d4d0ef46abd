namespace Portal.Domain.Banking;

public enum BankFileStatus
{
    Imported,

    /// <summary>The same bytes were taken in before: nothing changed.</summary>
    AlreadyImported,

    /// <summary>A statement in it does not add up and waits for a person.</summary>
    Held,

    /// <summary>Something is wrong with it: nothing was stored.</summary>
    Refused,
}
