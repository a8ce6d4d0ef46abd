using System.Buffers.Binary;
using System.Text;
using Npgsql;

namespace Portal.Domain.Data;

/// <summary>
/// Rows into a PostgreSQL table by COPY, in its binary form made here: one buffer goes to the server every now and then, instead of one
/// asynchronous call a value.
/// </summary>
internal sealed class CopyRows : RowWriter, IAsyncDisposable
{
    private const int FlushBytes = 1 << 16;
    private static readonly byte[] Signature = [.. "PGCOPY\n"u8, 0xFF, .. "\r\n"u8, 0, 0, 0, 0, 0, 0, 0, 0, 0];
    private static readonly DateOnly DayZero = new(2000, 1, 1);

    private readonly NpgsqlRawCopyStream _stream;
    private readonly short _columns;
    private byte[] _buffer = new byte[FlushBytes * 2];
    private int _length;
    private bool _complete;

    private CopyRows(NpgsqlRawCopyStream stream, int columns)
    {
        _stream = stream;
        _columns = (short)columns;
        Signature.CopyTo(_buffer, 0);
        _length = Signature.Length;
    }

    public static async Task<CopyRows> Into(NpgsqlConnection connection, string table, string[] columns, CancellationToken ct)
    {
        var names = string.Join(", ", columns.Select(column => $"\"{column}\""));
        return new CopyRows(
            await connection.BeginRawBinaryCopyAsync($"COPY \"{table}\" ({names}) FROM STDIN (FORMAT BINARY)", ct),
            columns.Length
        );
    }

    public void StartRow() => BinaryPrimitives.WriteInt16BigEndian(Room(2), _columns);

    /// <summary>Sends what has gathered, when it is enough.</summary>
    public ValueTask EndRow(CancellationToken ct) => _length >= FlushBytes ? Flush(ct) : ValueTask.CompletedTask;

    /// <summary>Sends the rest and waits for the server's word; a row it does not take comes out here.</summary>
    public async Task Complete(CancellationToken ct)
    {
        BinaryPrimitives.WriteInt16BigEndian(Room(2), -1);
        await Flush(ct);
        _complete = true;
        await _stream.DisposeAsync();
    }

    /// <summary>Not completed: the rows are called off.</summary>
    public async ValueTask DisposeAsync()
    {
        if (!_complete)
        {
            await _stream.CancelAsync();
        }
    }

    public override void Null() => BinaryPrimitives.WriteInt32BigEndian(Room(4), -1);

    public override void Add(long value)
    {
        var room = Room(12);
        BinaryPrimitives.WriteInt32BigEndian(room, 8);
        BinaryPrimitives.WriteInt64BigEndian(room[4..], value);
    }

    public override void Add(int value)
    {
        var room = Room(8);
        BinaryPrimitives.WriteInt32BigEndian(room, 4);
        BinaryPrimitives.WriteInt32BigEndian(room[4..], value);
    }

    public override void Add(bool value)
    {
        var room = Room(5);
        BinaryPrimitives.WriteInt32BigEndian(room, 1);
        room[4] = value ? (byte)1 : (byte)0;
    }

    public override void Add(DateOnly value) => Add(value.DayNumber - DayZero.DayNumber);

    public override void Add(string value)
    {
        value = Kernel.Text.Sound(value);
        var room = Ahead(4 + Encoding.UTF8.GetMaxByteCount(value.Length));
        var bytes = Encoding.UTF8.GetBytes(value, room[4..]);
        BinaryPrimitives.WriteInt32BigEndian(room, bytes);
        _length += 4 + bytes;
    }

    public override void Add(byte[] value)
    {
        var room = Room(4 + value.Length);
        BinaryPrimitives.WriteInt32BigEndian(room, value.Length);
        value.CopyTo(room[4..]);
    }

    /// <summary>jsonb goes as its version and the text.</summary>
    public override void Add(JsonText value) => Add([1, .. Encoding.UTF8.GetBytes(value.Value)]);

    private Span<byte> Room(int bytes)
    {
        var room = Ahead(bytes);
        _length += bytes;
        return room[..bytes];
    }

    private Span<byte> Ahead(int bytes)
    {
        if (_buffer.Length - _length < bytes)
        {
            Array.Resize(ref _buffer, Math.Max(_buffer.Length * 2, _length + bytes));
        }

        return _buffer.AsSpan(_length);
    }

    private async ValueTask Flush(CancellationToken ct)
    {
        await _stream.WriteAsync(_buffer.AsMemory(0, _length), ct);
        _length = 0;
    }
}
