namespace Portal.Domain.Data;

/// <summary>What a transaction has changed so far, by seal: written with its commit, forgotten with its end.</summary>
internal sealed class SealBuffer(PortalDb db, SealKey key)
{
    private readonly SortedDictionary<(string Table, long Group), (SealSum Sum, string? Key)> _changes = new(Order.Instance);
    private readonly Dictionary<string, RowBytes> _bytes = [];

    public SealKey Key => key;
    public string? By { get; private set; }
    public long Record { get; private set; }

    /// <summary>Nothing to write: no sealed row was changed, and the trail, which the root keeps step with, is as it was.</summary>
    public bool IsOver => _changes.Count == 0 && Record == 0;
    public IEnumerable<((string Table, long Group) Seal, SealSum Sum, string? Key)> Changes =>
        _changes.Select(pair => (pair.Key, pair.Value.Sum, pair.Value.Key));

    /// <summary>The shape of a table; null when it is not sealed.</summary>
    public SealShape? ShapeOf(string? table) => table is null ? null : SealShape.All(db).GetValueOrDefault(table);

    public RowBytes BytesOf(SealShape shape)
    {
        if (!_bytes.TryGetValue(shape.Table, out var bytes))
        {
            _bytes[shape.Table] = bytes = new RowBytes(shape, key);
        }

        return bytes;
    }

    /// <summary>The acts of the trail this transaction writes: the newest is who changed its rows.</summary>
    public void Acted(string by, long record) => (By, Record) = (by, record);

    /// <summary>Where a change of a row belongs.</summary>
    public SealSum SumOf(SealShape shape, in RowKey row) => SumOf(shape, shape.GroupOf(row), shape.NameOf(row));

    public void Add(SealedRows rows)
    {
        foreach (var (group, sum, name) in rows.Sums)
        {
            SumOf(rows.Shape, group, name).Add(sum);
        }
    }

    /// <summary>What a sum was before the changes of this transaction.</summary>
    public void TakeFrom(SealSum sum, string table, long group)
    {
        if (_changes.TryGetValue((table, group), out var change))
        {
            sum.Subtract(change.Sum);
        }
    }

    public void Forget()
    {
        _changes.Clear();
        (By, Record) = (null, 0);
    }

    private SealSum SumOf(SealShape shape, long group, string? name)
    {
        if (!_changes.TryGetValue((shape.Table, group), out var found))
        {
            _changes[(shape.Table, group)] = found = (new SealSum(shape.MarksLength), name);
        }

        return found.Sum;
    }

    private sealed class Order : IComparer<(string Table, long Group)>
    {
        public static Order Instance { get; } = new();

        public int Compare((string Table, long Group) x, (string Table, long Group) y) =>
            string.CompareOrdinal(x.Table, y.Table) is var tables and not 0 ? tables : x.Group.CompareTo(y.Group);
    }
}
