using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Portal.Domain.Data;

/// <summary>Rows as one JSON text, an array a row, for statements that take many rows as one parameter on both databases.</summary>
internal sealed class JsonRows : RowWriter, IDisposable
{
    private readonly ArrayBufferWriter<byte> _buffer = new(1 << 12);
    private readonly Utf8JsonWriter _json;

    public JsonRows()
    {
        _json = new Utf8JsonWriter(_buffer);
        _json.WriteStartArray();
    }

    public static string Of<T>(IEnumerable<T> rows, Action<RowWriter, T> write)
    {
        using var json = new JsonRows();
        foreach (var row in rows)
        {
            json._json.WriteStartArray();
            write(json, row);
            json._json.WriteEndArray();
        }

        json._json.WriteEndArray();
        json._json.Flush();
        return Encoding.UTF8.GetString(json._buffer.WrittenSpan);
    }

    public void Dispose() => _json.Dispose();

    public override void Null() => _json.WriteNullValue();

    public override void Add(long value) => _json.WriteNumberValue(value);

    public override void Add(int value) => _json.WriteNumberValue(value);

    public override void Add(bool value) => _json.WriteBooleanValue(value);

    public override void Add(DateOnly value) => _json.WriteStringValue(value.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));

    public override void Add(string value) => _json.WriteStringValue(Kernel.Text.Sound(value));

    public override void Add(byte[] value) => throw new NotSupportedException("No bytes inside JSON.");

    public override void Add(JsonText value) => throw new NotSupportedException("No JSON inside JSON.");
}
