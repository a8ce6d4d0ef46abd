namespace Portal.Domain.Banking;

/// <summary>What a bank line turned out to be.</summary>
public enum BankLineKind
{
    /// <summary>Not looked at yet.</summary>
    New,
    PayoutOut,
    PayoutBack,
    Withdrawal,
    BankFee,

    /// <summary>Nobody knows yet: its money stands in suspense and somebody looks.</summary>
    Unknown,

    /// <summary>Taken back by another line: together they are nothing.</summary>
    Cancelled,

    /// <summary>Of a statement that waits for a decision or was turned away: it counts for nothing, and hides no other line.</summary>
    Aside,
}
