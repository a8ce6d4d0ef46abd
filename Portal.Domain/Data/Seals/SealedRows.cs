using System.Data.Common;
using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace Portal.Domain.Data;

/// <summary>
/// The difference that a change of some rows makes to their seals: they are read before it and after it, in its transaction, as they are stored.
/// </summary>
internal sealed class SealedRows(SealShape shape, RowBytes bytes)
{
    private const int RowsMax = 200;

    private readonly Dictionary<RowKey, object?[]> _keys = [];
    private readonly Dictionary<long, (SealSum Sum, string? Key)> _sums = [];

    public SealShape Shape => shape;
    public int Count => _keys.Count;
    public IEnumerable<(long Group, SealSum Sum, string? Key)> Sums => _sums.Select(pair => (pair.Key, pair.Value.Sum, pair.Value.Key));

    /// <summary>Names a row by the values of its key as they are stored.</summary>
    public void Name(object?[] key) => _keys.TryAdd(RowKey.Of(shape, key), key);

    /// <summary>Before the change: whoever wants to change one of these rows too waits until this transaction is over.</summary>
    public Task Before(PortalDb db, CancellationToken ct) => Read(db, -1, Dialect.Of(db).HoldingNoKey, ct);

    public Task After(PortalDb db, CancellationToken ct) => Read(db, 1, string.Empty, ct);

    private Task Read(PortalDb db, int sign, string hold, CancellationToken ct) => db.OrLost(() => ReadSlices(db, sign, hold, ct));

    private async Task ReadSlices(PortalDb db, int sign, string hold, CancellationToken ct)
    {
        foreach (
            var slice in _keys
                .OrderBy(pair => pair.Key.Number)
                .ThenBy(pair => pair.Key.Text, StringComparer.Ordinal)
                .Select(pair => pair.Value)
                .Chunk(RowsMax)
        )
        {
            await using var command = db.Database.GetDbConnection().CreateCommand();
            command.Transaction = db.Database.CurrentTransaction?.GetDbTransaction();
            var order = string.Join(", ", shape.KeyColumns.Select(column => $"\"{column}\""));
            command.CommandText = $"{shape.Select} WHERE {Where(command, slice)} ORDER BY {order}{hold}";
            await using var reader = await command.ExecuteReaderAsync(ct);
            while (await reader.ReadAsync(ct))
            {
                bytes.Read(reader);
                Add(KeyOf(shape, reader), sign);
            }
        }
    }

    /// <summary>The key of the row a reader of <see cref="SealShape.Select"/> stands at.</summary>
    public static RowKey KeyOf(SealShape shape, DbDataReader reader) =>
        shape.IsNumbered
            ? new RowKey(reader.GetInt64(shape.KeyPlaces[0]), null)
            : RowKey.Of(shape, [.. shape.KeyPlaces.Select(at => Value(reader, shape.Kinds[at], at))]);

    /// <summary>One value as it is stored.</summary>
    public static object Value(DbDataReader reader, SealedValue kind, int at) =>
        kind switch
        {
            SealedValue.Number => reader.GetInt64(at),
            SealedValue.Day => reader.GetFieldValue<DateOnly>(at),
            SealedValue.Raw => reader.GetFieldValue<byte[]>(at),
            _ => reader.GetString(at),
        };

    private void Add(in RowKey row, int sign)
    {
        var group = shape.GroupOf(row);
        if (!_sums.TryGetValue(group, out var found))
        {
            _sums[group] = found = (new SealSum(shape.MarksLength), shape.NameOf(row));
        }

        bytes.To(found.Sum, row, sign);
    }

    private string Where(DbCommand command, object?[][] keys)
    {
        if (shape.IsNumbered)
        {
            var ids = keys.Select(key => Convert.ToInt64(key[0], CultureInfo.InvariantCulture));
            return $"\"{shape.KeyColumns[0]}\" IN ({string.Join(",", ids.Select(id => id.ToString(CultureInfo.InvariantCulture)))})";
        }

        var rows = keys.Select(key =>
            $"({string.Join(" AND ", key.Select((value, at) => $"\"{shape.KeyColumns[at]}\" = {Parameter(command, value)}"))})"
        );
        return string.Join(" OR ", rows);
    }

    private static string Parameter(DbCommand command, object? value)
    {
        var parameter = command.CreateParameter();
        parameter.ParameterName = $"@p{command.Parameters.Count}";
        parameter.Value = value ?? DBNull.Value;
        command.Parameters.Add(parameter);
        return parameter.ParameterName;
    }
}
