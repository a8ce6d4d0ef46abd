namespace Portal.Domain.Data;

/// <summary>Adds bulk rows to their seals on their way into the table.</summary>
internal sealed class SealingRows : RowWriter
{
    private readonly RowWriter _to;
    private readonly SealBuffer _seals;
    private readonly RowBytes _bytes;
    private readonly int[] _places;
    private readonly string?[] _key;
    private int _at;
    private long _number;

    private SealingRows(RowWriter to, SealBuffer seals, SealShape shape, string[] columns)
    {
        (_to, _seals, _bytes) = (to, seals, seals.BytesOf(shape));
        _places = [.. columns.Select(column => Array.IndexOf(shape.Columns, column))];
        _key = new string?[shape.KeyPlaces.Length];
        if (shape.Required.Except(columns).FirstOrDefault() is { } missing)
        {
            throw new InvalidOperationException($"Rows of {shape.Table} are sealed: give them their {missing}.");
        }

        _bytes.Start();
    }

    /// <summary>As given where the table is not sealed.</summary>
    public static RowWriter Over(RowWriter to, PortalDb db, string table, string[] columns) =>
        db.Seals is { } seals && seals.ShapeOf(table) is { } shape ? new SealingRows(to, seals, shape, columns) : to;

    /// <summary>The values of a row are complete; nothing to do for a writer that seals nothing.</summary>
    public static void EndRow(RowWriter writer) => (writer as SealingRows)?.EndRow();

    private void EndRow()
    {
        var shape = _bytes.Shape;
        var row = new RowKey(_number, shape.IsNumbered ? null : string.Join('/', _key));
        _bytes.To(_seals.SumOf(shape, row), row, 1);
        _bytes.Start();
        _at = 0;
    }

    public override void Null()
    {
        _at++;
        _to.Null();
    }

    public override void Add(long value)
    {
        if (Place() is var place and >= 0)
        {
            _bytes.Put(place, value);
            Key(place, value);
        }

        _to.Add(value);
    }

    public override void Add(int value)
    {
        if (Place() is var place and >= 0)
        {
            _bytes.Put(place, value);
            Key(place, value);
        }

        _to.Add(value);
    }

    public override void Add(bool value)
    {
        if (Place() is var place and >= 0)
        {
            _bytes.Put(place, value);
        }

        _to.Add(value);
    }

    public override void Add(DateOnly value)
    {
        if (Place() is var place and >= 0)
        {
            _bytes.Put(place, value);
            Key(place, value);
        }

        _to.Add(value);
    }

    public override void Add(string value)
    {
        value = Kernel.Text.Sound(value);
        if (Place() is var place and >= 0)
        {
            _bytes.Put(place, value);
            Key(place, value);
        }

        _to.Add(value);
    }

    public override void Add(byte[] value)
    {
        if (Place() is var place and >= 0)
        {
            _bytes.Put(place, value);
            Key(place, value);
        }

        _to.Add(value);
    }

    public override void Add(JsonText value)
    {
        if (Place() is var place and >= 0)
        {
            _bytes.PutJson(place, value.Value);
        }

        _to.Add(value);
    }

    private int Place() => _places[_at++];

    private void Key(int place, long value)
    {
        if (place == _bytes.Shape.KeyPlaces[0])
        {
            _number = value;
        }

        if (!_bytes.Shape.IsNumbered)
        {
            Key(place, (object)value);
        }
    }

    private void Key(int place, object value)
    {
        if (!_bytes.Shape.IsNumbered && Array.IndexOf(_bytes.Shape.KeyPlaces, place) is var at and >= 0)
        {
            _key[at] = RowKey.Word(value);
        }
    }
}
