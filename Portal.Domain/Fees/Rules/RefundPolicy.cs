namespace Portal.Domain.Fees;

/// <summary>What becomes of a fee when its payment is refunded.</summary>
public enum RefundPolicy
{
    /// <summary>The fee before less the fee on what remains: a full refund gives it all back.</summary>
    OnRemaining,

    /// <summary>In proportion to the amount, counted from the start so that parts add up to the whole.</summary>
    Proportional,

    /// <summary>The fee is kept.</summary>
    None,
}
