namespace Portal.Domain.Fees;

/// <summary>What a rule charges for. Certification fees are of the certification schedule (decision 0007).</summary>
public enum FeeKind
{
    Payment,

    /// <summary>For the work of a refund, beside whatever the refund gives back.</summary>
    RefundHandling,

    /// <summary>For a transfer between wallets. Nothing makes transfers yet: such a rule can be written and tried out.</summary>
    Transfer,

    /// <summary>Once for each statement that is paid out.</summary>
    Payout,

    /// <summary>Once a merchant and month.</summary>
    Monthly,
}
