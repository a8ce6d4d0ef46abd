namespace Portal.Domain.Banking;

/// <summary>How a person settles a difference for good; a second person agrees.</summary>
public enum ReconAnswer
{
    /// <summary>Explained; no money moves.</summary>
    Explained,

    /// <summary>The bank line is a gateway's withdrawal.</summary>
    IsWithdrawal,

    /// <summary>The bank line is a fee of the bank.</summary>
    IsBankFee,

    /// <summary>It belongs to other open lines: a <see cref="ReconMatch"/>.</summary>
    Matched,
}
