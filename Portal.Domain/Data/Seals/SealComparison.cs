using System.Globalization;

namespace Portal.Domain.Data;

/// <summary>Holds the rows of one table against its seals and names those that differ.</summary>
internal sealed class SealComparison(SealShape shape, Dictionary<long, Seal> seals, SealKey key)
{
    private readonly List<SealFinding> _findings = [];

    public IReadOnlyList<SealFinding> Findings => _findings;

    /// <summary>The rows that are there of one seal.</summary>
    public void Rows(long group, SealSum there, IReadOnlyList<RowKey> rows)
    {
        if (!seals.Remove(group, out var seal))
        {
            _findings.AddRange(rows.Select(row => new SealFinding(shape.Table, row.ToString(), HandMade.PutIn, [], null)));
            return;
        }

        var kept = SealSum.Of(seal, shape.MarksLength);
        if (kept.Is(there) && key.IsGenuine(seal))
        {
            return;
        }

        var before = _findings.Count;
        var by = key.IsGenuine(seal) ? seal : null;
        if (by is null)
        {
            // Whoever is named in it may never have touched the row.
            _findings.Add(new SealFinding($"the seal of {shape.Table}", Name(seal), HandMade.Changed, [], null));
        }

        if (shape.HasSlots)
        {
            Named(seal, by, kept, there, rows);
        }
        else if (!kept.Is(there))
        {
            _findings.Add(new SealFinding(shape.Table, rows[0].ToString(), HandMade.Changed, Columns(kept, there), by));
        }

        if (_findings.Count == before)
        {
            _findings.Add(new SealFinding($"the seal of {shape.Table}", Name(seal), HandMade.Changed, [], by));
        }
    }

    /// <summary>Seals that are left have no rows any more.</summary>
    public void Rest()
    {
        foreach (var seal in seals.Values.OrderBy(seal => seal.Group))
        {
            if (!shape.HasSlots)
            {
                _findings.Add(new SealFinding(shape.Table, Name(seal), HandMade.Deleted, [], key.IsGenuine(seal) ? seal : null));
            }
            else
            {
                Named(seal, key.IsGenuine(seal) ? seal : null, SealSum.Of(seal, shape.MarksLength), new SealSum(shape.MarksLength), []);
            }
        }
    }

    private void Named(Seal seal, Seal? by, SealSum kept, SealSum there, IReadOnlyList<RowKey> rows)
    {
        var columns = kept.Rows == there.Rows ? Columns(kept, there) : [];
        for (var slot = 0; slot < SealShape.Slots; slot++)
        {
            var (was, now) = (kept.Marks[shape.Columns.Length + slot], there.Marks[shape.Columns.Length + slot]);
            if (was == now)
            {
                continue;
            }

            var here = rows.Where(row => shape.SlotOf(row) == slot).Select(row => row.ToString()).ToArray();
            var what =
                here.Length == 0 || (shape.IsLed && there.Rows < kept.Rows) ? HandMade.Deleted
                : was == 0 || (shape.IsLed && there.Rows > kept.Rows) ? HandMade.PutIn
                : HandMade.Changed;
            var name = what == HandMade.Deleted ? Gone(seal, slot) : string.Join($" or {shape.Table} ", here);
            _findings.Add(new SealFinding(shape.Table, name, what, what == HandMade.Changed ? columns : [], by));
        }
    }

    private string Gone(Seal seal, int slot) =>
        shape.IsNumbered
            ? Whole((seal.Group * shape.Block) + slot)
            : $"of {shape.KeyColumns[0]} {Whole((seal.Group * shape.Block) + (slot / shape.SlotsOfOne))}";

    private string Name(Seal seal) =>
        seal.Key
        ?? (
            shape.Block == 1
                ? Whole(seal.Group)
                : $"{Whole(seal.Group * shape.Block)} to {Whole((seal.Group * shape.Block) + shape.Block - 1)}"
        );

    private string[] Columns(SealSum kept, SealSum there) => [.. shape.Columns.Where((_, at) => kept.Marks[at] != there.Marks[at])];

    private static string Whole(long number) => number.ToString(CultureInfo.InvariantCulture);
}
