namespace Portal.Domain.Payments;

/// <summary>Counts and sums of a bill's rows, in minor units.</summary>
public sealed record BillTotals(
    int Payments,
    int Refunds,
    long GrossMinor,
    long RefundMinor,
    long FeeMinor,
    long FeeReturnedMinor,
    long OrderMinor,
    long AskedMinor,
    long CouponRefundMinor
)
{
    public static BillTotals None { get; } = new(0, 0, 0, 0, 0, 0, 0, 0, 0);

    public int Rows => Payments + Refunds;

    /// <summary>The part of fees − fees returned that went to others as their share of the payments.</summary>
    public long ShareMinor { get; init; }
}

/// <summary>A figure of the summary that disagrees with the rows: both are shown and a person decides.</summary>
public sealed record BillDifference(string Figure, long RowsMinor, long SummaryMinor)
{
    /// <summary>So many are shown; one is enough to hold a bill.</summary>
    public const int ShownMax = 20;
}
