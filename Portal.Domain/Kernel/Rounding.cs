namespace Portal.Domain.Kernel;

/// <summary>The two ways Portal ever rounds. Both are exact integer arithmetic.</summary>
internal static class Rounding
{
    /// <summary>numerator ÷ denominator, rounded half up, away from zero at exactly one half (the gateway's own rule per order).</summary>
    public static long HalfUp(Int128 numerator, Int128 denominator)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(denominator);
        var negative = numerator < 0;
        var magnitude = negative ? -numerator : numerator;
        var (quotient, remainder) = Int128.DivRem(magnitude, denominator);
        if (remainder * 2 >= denominator)
        {
            quotient++;
        }

        return checked((long)(negative ? -quotient : quotient));
    }

    /// <summary>Splits a total by weights: the parts always add up to it; left-over units go to the largest fractions, ties to the lower index.</summary>
    public static long[] LargestRemainder(long total, IReadOnlyList<long> weights)
    {
        if (weights.Any(weight => weight < 0))
        {
            throw new Refusal(KernelRefusals.WeightsNegative);
        }

        var sum = weights.Aggregate(Int128.Zero, (acc, weight) => acc + weight);
        if (sum == 0)
        {
            throw new Refusal(KernelRefusals.WeightsZero);
        }

        var magnitude = Int128.Abs(total);
        var parts = new long[weights.Count];
        var fractions = new Int128[weights.Count];
        var left = magnitude;
        for (var i = 0; i < weights.Count; i++)
        {
            var (quotient, remainder) = Int128.DivRem(magnitude * weights[i], sum);
            parts[i] = checked((long)quotient);
            fractions[i] = remainder;
            left -= quotient;
        }

        foreach (var i in Enumerable.Range(0, weights.Count).OrderByDescending(i => fractions[i]).ThenBy(i => i).Take((int)left))
        {
            parts[i]++;
        }

        return total < 0 ? [.. parts.Select(part => -part)] : parts;
    }
}
