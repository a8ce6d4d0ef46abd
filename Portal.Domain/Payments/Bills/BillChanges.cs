using Portal.Domain.Kernel;

namespace Portal.Domain.Payments;

public enum BillChangeKind
{
    Added,
    Gone,
    Changed,
}

/// <summary>One row that differs between a bill and the one it revises; amounts are signed, and null where the row is not.</summary>
public sealed record BillChange(
    BillChangeKind Kind,
    int Line,
    string MerchantNo,
    string Reference,
    long? BeforeMinor,
    long? AfterMinor,
    DateOnly Day
);

/// <summary>What a revision changes: counts and sums of all rows, and the first of them.</summary>
public sealed record BillChanges(
    int Added,
    int Gone,
    int Changed,
    long AddedMinor,
    long GoneMinor,
    long ChangedMinor,
    IReadOnlyList<BillChange> First
)
{
    public const int ShownMax = 100;

    internal static BillChanges Of(IReadOnlyCollection<BillChange> all) =>
        new(
            all.Count(one => one.Kind == BillChangeKind.Added),
            all.Count(one => one.Kind == BillChangeKind.Gone),
            all.Count(one => one.Kind == BillChangeKind.Changed),
            Sum(all, BillChangeKind.Added),
            Sum(all, BillChangeKind.Gone),
            Sum(all, BillChangeKind.Changed),
            [.. all.Take(ShownMax)]
        );

    private static long Sum(IEnumerable<BillChange> all, BillChangeKind kind)
    {
        Int128 sum = 0;
        foreach (var one in all.Where(one => one.Kind == kind))
        {
            sum += (one.AfterMinor ?? 0) - (one.BeforeMinor ?? 0);
        }

        return (long)Int128.Clamp(sum, long.MinValue, long.MaxValue);
    }
}
