namespace Portal.Domain.Settlement;

public enum PayoutState
{
    /// <summary>Worked out with the statement; waits to be put into a batch and approved.</summary>
    Proposed,

    /// <summary>Its batch is approved; the bank file is about to be written.</summary>
    Approved,

    /// <summary>Stands in a bank file: the money counts as on its way.</summary>
    InFile,

    /// <summary>The bank has the file.</summary>
    Sent,

    /// <summary>The bank has not said what became of it: somebody asks, nothing is sent again.</summary>
    Unknown,

    /// <summary>The bank statement shows it.</summary>
    Paid,

    /// <summary>The bank refused it: the money is payable again, as a new attempt.</summary>
    Failed,

    /// <summary>It came back: the money is payable again, as a new attempt.</summary>
    Returned,
}
