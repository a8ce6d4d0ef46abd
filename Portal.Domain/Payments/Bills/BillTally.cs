namespace Portal.Domain.Payments;

/// <summary>Adds up rows as they pass; sums are kept wider than a long so that no crafted file wraps them.</summary>
internal sealed class BillTally
{
    private readonly Int128[] _sums = new Int128[8];
    private int _payments;
    private int _refunds;

    public void Add(BillRow row, long settle, long asked, long couponRefund, long refundCell)
    {
        _payments += row.IsRefund ? 0 : 1;
        _refunds += row.IsRefund ? 1 : 0;
        _sums[0] += row.GrossMinor;
        _sums[1] += row.RefundMinor;
        _sums[2] += row.IsRefund ? 0 : row.FeeMinor;
        _sums[3] += row.IsRefund ? -row.FeeMinor : 0;
        _sums[4] += row.OrderMinor;
        _sums[5] += asked;
        _sums[6] += couponRefund;
        _sums[7] += row.ShareMinor;
        // What the columns say literally, where that is not what the row means (a revoked payment, a legacy refund row).
        LiteralSettle += settle;
        LiteralRefund += refundCell;
    }

    public Int128 LiteralSettle { get; private set; }
    public Int128 LiteralRefund { get; private set; }

    /// <summary>Null when a sum is larger than money can be.</summary>
    public BillTotals? Totals() =>
        _sums.Any(sum => Int128.Abs(sum) > long.MaxValue)
            ? null
            : new BillTotals(
                _payments,
                _refunds,
                (long)_sums[0],
                (long)_sums[1],
                (long)_sums[2],
                (long)_sums[3],
                (long)_sums[4],
                (long)_sums[5],
                (long)_sums[6]
            )
            {
                ShareMinor = (long)_sums[7],
            };
}
