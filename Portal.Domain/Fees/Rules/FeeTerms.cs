namespace Portal.Domain.Fees;

/// <summary>The arithmetic of one fee: parts per million (0.60 % is 6,000) plus a fixed part, between a minimum and a cap.</summary>
public sealed record FeeTerms(
    long PartsPerMillion,
    long FixedMinor,
    long? MinimumMinor,
    long? CapMinor,
    RefundPolicy OnRefund,
    FeeTiers? Tiers = null
)
{
    public const long PartsPerMillionMax = 1_000_000;

    public static FeeTerms Rate(long partsPerMillion) => new(partsPerMillion, 0, null, null, RefundPolicy.OnRemaining);
}
