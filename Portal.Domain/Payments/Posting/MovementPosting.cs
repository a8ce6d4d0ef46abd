namespace Portal.Domain.Payments;

/// <summary>What the books did with a movement.</summary>
internal enum MovementPosting
{
    /// <summary>Nothing: the trade bill posted it, and this is the gateway's other view of it.</summary>
    None,
    InTransit,
    ChannelFee,

    /// <summary>Nobody's yet: it waits for a person.</summary>
    Suspense,

    /// <summary>It waited, and a person gave it to a merchant.</summary>
    Merchant,
}
