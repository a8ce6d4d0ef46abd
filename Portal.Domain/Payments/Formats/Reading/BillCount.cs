using Portal.Domain.Kernel;

namespace Portal.Domain.Payments;

/// <summary>What every reader of rows adds up on its way: counts, sums, days and keys.</summary>
internal sealed class BillCount(BillProblems problems)
{
    private readonly BillTally _tally = new();
    private readonly RowKeys _payments = new();
    private readonly RowKeys _refunds = new();
    private readonly RowKeys _movements = new();
    private DateTime? _first;
    private DateTime? _last;

    public int Movements { get; private set; }
    public Int128 In { get; private set; }
    public Int128 Out { get; private set; }
    public int InCount { get; private set; }
    public int OutCount { get; private set; }

    /// <summary>False, with a problem, when the row stands in the file twice.</summary>
    public bool Add(BillRow row)
    {
        var key = row.IsRefund ? row.TransactionId + "|" + row.RefundId : row.TransactionId;
        if (!(row.IsRefund ? _refunds : _payments).Add(row.MerchantNo + "|" + key))
        {
            problems.Add(row.Line, PaymentsRefusals.BillRowTwice, row.IsRefund ? row.RefundId : row.TransactionId);
            return false;
        }

        _tally.Add(row, row.GrossMinor, row.RefundMinor, 0, row.RefundMinor);
        See(row.OccurredUtc);
        return true;
    }

    public bool Add(MovementRow row)
    {
        if (!_movements.Add(row.MovementId))
        {
            problems.Add(row.Line, PaymentsRefusals.BillRowTwice, row.MovementId);
            return false;
        }

        Movements++;
        In += Math.Max(0, row.AmountMinor);
        Out -= Math.Min(0, row.AmountMinor);
        InCount += row.AmountMinor >= 0 ? 1 : 0;
        OutCount += row.AmountMinor < 0 ? 1 : 0;
        See(row.OccurredUtc);
        return true;
    }

    public BillReading Reading(
        string? merchantNo,
        IReadOnlyList<BillDifference> differences,
        int lastLine,
        SettlementZone zone,
        (DateOnly First, DateOnly Last)? period = null
    )
    {
        var totals = _tally.Totals();
        if (totals is null || In > long.MaxValue || Out > long.MaxValue)
        {
            problems.Add(Math.Max(1, lastLine), PaymentsRefusals.BillTotalTooLarge);
        }

        return new BillReading(
            BillKind.All,
            false,
            totals ?? BillTotals.None,
            problems.Any ? [] : differences,
            problems,
            merchantNo,
            period?.First ?? (_first is { } first ? zone.DayOf(first) : null),
            period?.Last ?? (_last is { } last ? zone.DayOf(last) : null)
        )
        {
            Movements = Movements,
        };
    }

    public BillTotals Totals => _tally.Totals() ?? BillTotals.None;

    private void See(DateTime utc)
    {
        _first = _first is { } first && first <= utc ? first : utc;
        _last = _last is { } last && last >= utc ? last : utc;
    }
}
