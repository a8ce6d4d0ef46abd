using Portal.Domain.Kernel;

namespace Portal.Domain.Fees;

/// <summary>Fees per transaction, never on a sum: half up to the minor unit, never above the amount itself.</summary>
internal static class FeeArithmetic
{
    /// <summary>
    /// min(gross, clamp(half-up(gross × rate) + fixed, minimum, cap)); nothing on nothing. With tiers the product is the sum over the tiers
    /// that the amount lies in after <paramref name="volumeBeforeMinor"/>; fixed part, minimum and cap hold once part of it has a rate.
    /// </summary>
    public static long Charge(FeeTerms terms, long grossMinor, long volumeBeforeMinor = 0)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(grossMinor);
        if (grossMinor == 0)
        {
            return 0;
        }

        var product = (Int128)grossMinor * terms.PartsPerMillion;
        if (terms.Tiers is not null && (product = Product(terms, grossMinor, volumeBeforeMinor)) == 0)
        {
            return 0;
        }

        var fee = (Int128)Rounding.HalfUp(product, FeeTerms.PartsPerMillionMax) + terms.FixedMinor;
        fee = Int128.Max(fee, terms.MinimumMinor ?? 0);
        fee = Int128.Min(fee, terms.CapMinor ?? long.MaxValue);
        return (long)Int128.Min(fee, grossMinor);
    }

    /// <summary>
    /// What a refund gives back of the fee <paramref name="chargedMinor"/>, after <paramref name="refundedBeforeMinor"/> was refunded already.
    /// A refund does not change the month's volume that the payment was charged at.
    /// </summary>
    public static long Return(
        FeeTerms terms,
        long grossMinor,
        long chargedMinor,
        long refundedBeforeMinor,
        long refundMinor,
        long volumeBeforeMinor = 0
    )
    {
        ArgumentOutOfRangeException.ThrowIfNegative(refundMinor);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(refundMinor, grossMinor - refundedBeforeMinor);
        if (grossMinor == 0)
        {
            return 0;
        }

        var before = grossMinor - refundedBeforeMinor;
        var after = before - refundMinor;
        return terms.OnRefund switch
        {
            RefundPolicy.OnRemaining => Charge(terms, before, volumeBeforeMinor) - Charge(terms, after, volumeBeforeMinor),
            RefundPolicy.Proportional => Part(chargedMinor, grossMinor - after, grossMinor)
                - Part(chargedMinor, refundedBeforeMinor, grossMinor),
            RefundPolicy.None => 0,
        };
    }

    /// <summary>The share of a fee that a waiver takes on itself.</summary>
    public static long Waived(FeeTerms waiver, long chargedMinor) =>
        Rounding.HalfUp((Int128)chargedMinor * waiver.PartsPerMillion, FeeTerms.PartsPerMillionMax);

    /// <summary>What of a waiver goes back when a fee of which <paramref name="returnedBeforeMinor"/> is returned already returns more.</summary>
    public static long WaivedBack(long chargedMinor, long waivedMinor, long returnedBeforeMinor, long returnedMinor) =>
        chargedMinor == 0
            ? 0
            : Part(waivedMinor, returnedBeforeMinor + returnedMinor, chargedMinor) - Part(waivedMinor, returnedBeforeMinor, chargedMinor);

    /// <summary>How an amount lies in the tiers, from the volume of the month before it up.</summary>
    public static IEnumerable<TierPart> Parts(FeeTerms terms, long grossMinor, long volumeBeforeMinor)
    {
        var steps = terms.Tiers?.Steps ?? [];
        var (from, rate) = (0L, terms.PartsPerMillion);
        for (var at = 0; at <= steps.Count; at++)
        {
            var upTo = at < steps.Count ? (Int128)steps[at].FromMinor : Int128.MaxValue;
            var part = Int128.Min((Int128)volumeBeforeMinor + grossMinor, upTo) - Int128.Max(volumeBeforeMinor, from);
            if (part > 0)
            {
                yield return new TierPart(from, rate, (long)part);
            }

            if (at < steps.Count)
            {
                (from, rate) = (steps[at].FromMinor, steps[at].PartsPerMillion);
            }
        }
    }

    private static Int128 Product(FeeTerms terms, long grossMinor, long volumeBeforeMinor)
    {
        var sum = Int128.Zero;
        foreach (var part in Parts(terms, grossMinor, volumeBeforeMinor))
        {
            sum += (Int128)part.AmountMinor * part.PartsPerMillion;
        }

        return sum;
    }

    private static long Part(long whole, long part, long of) => Rounding.HalfUp((Int128)whole * part, of);
}
