using Portal.Domain.Kernel;

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

/// <summary>The arithmetic of one fee: parts per million (0.60 % is 6,000) plus a fixed part, between a minimum and a cap.</summary>
public sealed record FeeTerms(long PartsPerMillion, long FixedMinor, long? MinimumMinor, long? CapMinor, RefundPolicy OnRefund)
{
    public const long PartsPerMillionMax = 1_000_000;

    public static FeeTerms Rate(long partsPerMillion) => new(partsPerMillion, 0, null, null, RefundPolicy.OnRemaining);
}

/// <summary>Fees per transaction, never on a sum: half up to the minor unit, never above the amount itself.</summary>
public static class FeeArithmetic
{
    /// <summary>min(gross, clamp(half-up(gross × rate) + fixed, minimum, cap)); nothing on nothing.</summary>
    public static long Charge(FeeTerms terms, long grossMinor)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(grossMinor);
        if (grossMinor == 0)
        {
            return 0;
        }

        var fee = Rounding.HalfUp((Int128)grossMinor * terms.PartsPerMillion, FeeTerms.PartsPerMillionMax) + terms.FixedMinor;
        fee = Math.Max(fee, terms.MinimumMinor ?? 0);
        fee = Math.Min(fee, terms.CapMinor ?? long.MaxValue);
        return Math.Min(fee, grossMinor);
    }

    /// <summary>What a refund gives back of the fee <paramref name="chargedMinor"/>, after <paramref name="refundedBeforeMinor"/> was refunded already.</summary>
    public static long Return(FeeTerms terms, long grossMinor, long chargedMinor, long refundedBeforeMinor, long refundMinor)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(refundMinor);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(refundedBeforeMinor + refundMinor, grossMinor);
        if (grossMinor == 0)
        {
            return 0;
        }

        var before = grossMinor - refundedBeforeMinor;
        var after = before - refundMinor;
        return terms.OnRefund switch
        {
            RefundPolicy.OnRemaining => Charge(terms, before) - Charge(terms, after),
            RefundPolicy.Proportional => Share(chargedMinor, grossMinor - after, grossMinor)
                - Share(chargedMinor, refundedBeforeMinor, grossMinor),
            RefundPolicy.None => 0,
        };
    }

    private static long Share(long charged, long part, long whole) => Rounding.HalfUp((Int128)charged * part, whole);
}
