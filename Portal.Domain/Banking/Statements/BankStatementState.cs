namespace Portal.Domain.Banking;

public enum BankStatementState
{
    /// <summary>Nothing of it is posted until a person decides; <see cref="BankStatement.Held"/> says why.</summary>
    Held,
    Posting,
    Posted,
    Rejected,

    /// <summary>It waited, and the bank gave a corrected one: that one counts.</summary>
    Replaced,
}
