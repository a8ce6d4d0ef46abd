namespace Portal.Domain.Approvals;

internal enum MoneyActState
{
    /// <summary>Done by one person: it fitted into what one person may do in a day.</summary>
    Alone,

    /// <summary>Waits for a second person; nothing has happened.</summary>
    Asked,

    /// <summary>A second person agreed, and it was done in the same transaction.</summary>
    Agreed,

    /// <summary>Rejected, withdrawn, expired or overtaken: it did not happen.</summary>
    Dropped,
}
