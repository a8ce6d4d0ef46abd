using Portal.Domain.Kernel;

namespace Portal.Domain.Settlement;

/// <summary>Fees are quoted with the tax inside: the net is rounded, the tax is what is left, so the two always add up to the line.</summary>
internal static class VatArithmetic
{
    /// <summary>Half up and away from zero at one half, so that a line and its mirror differ in sign only.</summary>
    public static long Net(long grossMinor, long partsPerMillion)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(partsPerMillion);
        return Rounding.HalfUp((Int128)grossMinor * VatRate.Whole, (Int128)VatRate.Whole + partsPerMillion);
    }

    public static long Tax(long grossMinor, long partsPerMillion) => checked(grossMinor - Net(grossMinor, partsPerMillion));
}
