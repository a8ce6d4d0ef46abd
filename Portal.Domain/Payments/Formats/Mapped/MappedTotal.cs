using Portal.Domain.Kernel;

namespace Portal.Domain.Payments;

/// <summary>The row of totals of a mapped table: held against what the rows add up to, counted ones alone or all of them.</summary>
internal sealed class MappedTotal
{
    private readonly Dictionary<string, (Int128 Counted, Int128 All)> _rows = new(StringComparer.Ordinal);
    private readonly Dictionary<string, long> _said = new(StringComparer.Ordinal);

    public bool Seen { get; private set; }

    public void Add(string column, long minor, bool counted)
    {
        var (some, all) = _rows.GetValueOrDefault(column);
        _rows[column] = (some + (counted ? minor : 0), all + minor);
    }

    public void Say(BillCells cells, Currency currency, IEnumerable<string> columns)
    {
        Seen = true;
        foreach (var column in columns.Where(column => cells.Text(column).Length > 0))
        {
            _said[column] = cells.Amount(column, currency);
        }
    }

    public IReadOnlyList<BillDifference> Differences() =>
        [
            .. _said
                .Where(one => _rows.GetValueOrDefault(one.Key) is var rows && one.Value != rows.Counted && one.Value != rows.All)
                .Select(one => new BillDifference(one.Key, (long)_rows.GetValueOrDefault(one.Key).Counted, one.Value)),
        ];
}
