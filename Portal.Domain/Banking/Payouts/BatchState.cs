namespace Portal.Domain.Banking;

public enum BatchState
{
    /// <summary>Waits for a second person.</summary>
    Proposed,

    /// <summary>Agreed to; the bank file is about to be written.</summary>
    Approved,

    /// <summary>The bank file stands and does not change any more.</summary>
    Written,

    /// <summary>The bank has it.</summary>
    Sent,

    /// <summary>Every payout of it has ended: paid, refused or come back.</summary>
    Settled,

    /// <summary>Not agreed to, or cancelled before a file was written: its payouts wait again.</summary>
    Dropped,
}
