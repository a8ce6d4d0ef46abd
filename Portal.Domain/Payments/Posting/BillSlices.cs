using Portal.Domain.Kernel;

namespace Portal.Domain.Payments;

/// <summary>One slice of payments and refunds, or of movements.</summary>
internal sealed record BillSlice(IReadOnlyList<BillRow> Rows, IReadOnlyList<MovementRow> Movements)
{
    public int Count => Rows.Count + Movements.Count;
}

/// <summary>
/// What is left of a bill, cut into slices, out of one walk through its file: payments first, then refunds, so that a refund may stand before
/// its payment in the file, then movements. What the walk meets too early is held until its time has come.
/// </summary>
internal static class BillSlices
{
    /// <summary>So many are held, some 50 MB; a bill with more of them behind its payments is walked once more for those.</summary>
    public const int HeldMax = 200_000;

    public static IEnumerable<BillSlice> Left(Bill bill, IEnumerable<BillItem> items, int size)
    {
        var parts = new Part[] { new(bill.Payments), new(bill.Refunds), new(bill.Movements) };
        var done = bill.DoneRows;
        foreach (var part in parts)
        {
            part.Skip = Math.Min(done, part.Count);
            done -= part.Skip;
        }

        var at = Next(parts, 0);
        foreach (var (row, movement) in items)
        {
            if (
                row is not null
                && parts[row.IsRefund ? 1 : 0].Take(new BillItem(row, null), streams: at == (row.IsRefund ? 1 : 0), size) is { } slice
            )
            {
                yield return slice;
            }

            if (movement is not null && parts[2].Take(new BillItem(null, movement), streams: at == 2, size) is { } moved)
            {
                yield return moved;
            }
        }

        for (; at < parts.Length && parts[at].IsWhole; at = Next(parts, at + 1))
        {
            foreach (var slice in parts[at].Rest(size))
            {
                yield return slice;
            }
        }
    }

    /// <summary>The part that is posted first: rows of it go out as they pass.</summary>
    private static int Next(Part[] parts, int from)
    {
        while (from < parts.Length && parts[from].Skip == parts[from].Count)
        {
            from++;
        }

        return from;
    }

    private sealed class Part(int count)
    {
        private readonly List<BillItem> _held = [];
        private int _met;

        public int Count => count;

        /// <summary>Posted already.</summary>
        public int Skip { get; set; }

        /// <summary>All that is left of it is held, or has gone out.</summary>
        public bool IsWhole { get; private set; } = true;

        public BillSlice? Take(BillItem item, bool streams, int size)
        {
            if (_met++ < Skip)
            {
                return null;
            }

            if (!streams && _held.Count >= HeldMax)
            {
                IsWhole = false;
                return null;
            }

            _held.Add(item);
            return streams && _held.Count == size ? Cut(size) : null;
        }

        public IEnumerable<BillSlice> Rest(int size)
        {
            while (_held.Count > 0)
            {
                yield return Cut(Math.Min(size, _held.Count));
            }
        }

        private BillSlice Cut(int count)
        {
            var items = _held.GetRange(0, count);
            _held.RemoveRange(0, count);
            return new BillSlice(
                [.. items.Select(item => item.Row).OfType<BillRow>()],
                [.. items.Select(item => item.Movement).OfType<MovementRow>()]
            );
        }
    }
}
