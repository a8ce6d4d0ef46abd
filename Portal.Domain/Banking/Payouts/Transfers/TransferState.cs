namespace Portal.Domain.Banking;

public enum TransferState
{
    /// <summary>In a bank file that nobody has said was sent.</summary>
    InFile,
    Sent,

    /// <summary>No answer: asked about, never repeated.</summary>
    Unknown,
    Paid,
    Failed,
    Returned,
}
