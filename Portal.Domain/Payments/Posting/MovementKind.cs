namespace Portal.Domain.Payments;

/// <summary>What a movement of a gateway account is, in our words; the gateway's own words stand beside it.</summary>
public enum MovementKind
{
    Payment,
    Refund,
    Fee,
    FeeReturn,

    /// <summary>From the gateway to our bank account.</summary>
    Withdrawal,

    /// <summary>From our bank account to the gateway.</summary>
    TopUp,
    Transfer,

    /// <summary>Words we do not know: imported and shown, never guessed at.</summary>
    Other,
}
