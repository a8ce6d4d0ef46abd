using System.Buffers.Binary;
using System.Data.Common;
using System.Globalization;
using System.Numerics;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Portal.Domain.Audit;

namespace Portal.Domain.Data;

/// <summary>
/// One row at a time as bytes that are the same on both databases: each value that is there with its column's name and its length, in the order
/// of the names. A value that is not there adds nothing, so a column that a later release adds leaves the seals of old rows as they are.
/// </summary>
internal sealed class RowBytes(SealShape shape, SealKey key) : IDisposable
{
    private const byte Number = 1;
    private const byte Word = 2;
    private const byte Raw = 3;
    private const byte Foreign = 0x80;

    /// <summary>Before a value: its column, its kind, its length.</summary>
    private const int HeadLength = 9;

    private readonly IncrementalHash _hash = key.Hash();
    private readonly (int Start, int Length)[] _parts = new (int, int)[shape.Columns.Length];
    private byte[] _values = new byte[1_024];
    private byte[] _row = new byte[1_024];
    private int _length;
    private DateOnly _day;
    private string _dayText = string.Empty;

    public SealShape Shape => shape;

    public void Start()
    {
        _length = 0;
        Array.Clear(_parts);
    }

    public void Put(int column, long value)
    {
        var room = Room(column, Number, 8);
        BinaryPrimitives.WriteInt64LittleEndian(room, value);
    }

    public void Put(int column, bool value) => Put(column, value ? 1L : 0L);

    public void Put(int column, DateOnly value)
    {
        if (value != _day || _dayText.Length == 0)
        {
            (_day, _dayText) = (value, value.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        }

        Put(column, _dayText);
    }

    public void Put(int column, string value)
    {
        var bytes = Encoding.UTF8.GetByteCount(value);
        Encoding.UTF8.GetBytes(value, Room(column, Word, bytes));
    }

    public void Put(int column, byte[] value) => value.CopyTo(Room(column, Raw, value.Length));

    /// <summary>Text as it is stored, in UTF-8.</summary>
    public void PutWord(int column, ReadOnlySpan<byte> utf8) => utf8.CopyTo(Room(column, Word, utf8.Length));

    public void PutRaw(int column, ReadOnlySpan<byte> value) => value.CopyTo(Room(column, Raw, value.Length));

    /// <summary>A value that is of another kind than its column.</summary>
    public void PutForeign(int column, byte type, ReadOnlySpan<byte> value) =>
        value.CopyTo(Room(column, (byte)(Foreign + type), value.Length));

    /// <summary>PostgreSQL keeps JSON in its own order and without blanks: so does this.</summary>
    public void PutJson(int column, string value)
    {
        try
        {
            Put(column, AuditChain.Canonical(JsonNode.Parse(value)) ?? value);
        }
        catch (JsonException)
        {
            Put(column, value);
        }
    }

    /// <summary>The row a reader of <see cref="SealShape.Select"/> stands at.</summary>
    public void Read(DbDataReader reader)
    {
        Start();
        if (SqliteRow.Of(reader) is { } row)
        {
            row.To(this);
            return;
        }

        for (var at = 0; at < shape.Columns.Length; at++)
        {
            if (reader.IsDBNull(at))
            {
                continue;
            }

            switch (shape.Kinds[at])
            {
                case SealedValue.Number:
                    Put(at, reader.GetInt64(at));
                    break;
                case SealedValue.Flag:
                    Put(at, reader.GetBoolean(at));
                    break;
                case SealedValue.Day:
                    Put(at, reader.GetFieldValue<DateOnly>(at));
                    break;
                case SealedValue.Raw:
                    Put(at, reader.GetFieldValue<byte[]>(at));
                    break;
                case SealedValue.Json:
                    PutJson(at, reader.GetString(at));
                    break;
                default:
                    Put(at, reader.GetString(at));
                    break;
            }
        }
    }

    /// <summary>A value as it stands in a row's bytes.</summary>
    public static byte[] Stored(object value)
    {
        switch (value)
        {
            case bool flag:
                return Stored(flag ? 1L : 0L);
            case int or long:
                var number = new byte[8];
                BinaryPrimitives.WriteInt64LittleEndian(number, Convert.ToInt64(value, CultureInfo.InvariantCulture));
                return number;
            case string text:
                return Encoding.UTF8.GetBytes(text);
            default:
                throw new NotSupportedException($"A default of {value.GetType().Name} is not known here.");
        }
    }

    /// <summary>Adds the row to a sum, or takes it away.</summary>
    public void To(SealSum sum, in RowKey row, int sign)
    {
        if (_row.Length < _length + 4)
        {
            _row = new byte[_length * 2];
        }

        BinaryPrimitives.WriteUInt32LittleEndian(_row, shape.Tag);
        var length = 4;
        for (var at = 0; at < _parts.Length; at++)
        {
            var (start, bytes) = _parts[at];
            var part = _values.AsSpan(start, bytes);
            if (bytes > 0 && !(shape.Defaults[at] is { } nothing && part[HeadLength..].SequenceEqual(nothing)))
            {
                part.CopyTo(_row.AsSpan(length));
                length += bytes;
                sum.Mark(at, Mark(key.Seed, part), sign);
            }
        }

        _hash.AppendData(_row.AsSpan(0, length));
        Span<byte> hashed = stackalloc byte[32];
        _hash.GetHashAndReset(hashed);
        sum.Row(BinaryPrimitives.ReadUInt64LittleEndian(hashed), BinaryPrimitives.ReadUInt64LittleEndian(hashed[8..]), sign);
        if (shape.HasSlots)
        {
            // Never nothing: a row that is there has a mark.
            var mark = BinaryPrimitives.ReadUInt32LittleEndian(hashed[16..]) | 1;
            sum.Mark(_parts.Length + shape.SlotOf(row), mark, sign);
        }
    }

    public void Dispose() => _hash.Dispose();

    private Span<byte> Room(int column, byte kind, int bytes)
    {
        var whole = HeadLength + bytes;
        if (_values.Length < _length + whole)
        {
            Array.Resize(ref _values, Math.Max(_values.Length * 2, _length + whole));
        }

        var room = _values.AsSpan(_length, whole);
        BinaryPrimitives.WriteUInt32LittleEndian(room, shape.Tags[column]);
        room[4] = kind;
        BinaryPrimitives.WriteInt32LittleEndian(room[5..], bytes);
        _parts[column] = (_length, whole);
        _length += whole;
        return room[HeadLength..];
    }

    private static uint Mark(uint seed, ReadOnlySpan<byte> part)
    {
        var mark = seed;
        for (; part.Length >= 8; part = part[8..])
        {
            mark = BitOperations.Crc32C(mark, BinaryPrimitives.ReadUInt64LittleEndian(part));
        }

        foreach (var one in part)
        {
            mark = BitOperations.Crc32C(mark, one);
        }

        return unchecked(mark * 2_654_435_761);
    }
}
