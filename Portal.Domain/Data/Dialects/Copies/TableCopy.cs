using System.Data.Common;
using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage;

namespace Portal.Domain.Data;

/// <summary>How many rows a table had on both sides; they differ only when the copy went wrong.</summary>
internal sealed record CopiedTable(string Table, long Rows);

/// <summary>
/// Copies every row of one database into another of the same schema, whichever the two providers are: the way from SQLite to PostgreSQL, and
/// from PostgreSQL into the one file a backup holds. Tables go in the order of their foreign keys.
/// </summary>
internal static class TableCopy
{
    private const int SliceRows = 5_000;

    /// <summary>Copies within the transaction of <paramref name="to"/>. Rows that migrations put there are replaced.</summary>
    public static async Task<IReadOnlyList<CopiedTable>> Copy(PortalDb from, PortalDb to, CancellationToken ct)
    {
        _ = to.Database.CurrentTransaction ?? throw new InvalidOperationException("A copy is one transaction of its target.");
        if (to.Provider == Provider.Sqlite)
        {
            await to.Database.ExecuteSqlAsync($"PRAGMA defer_foreign_keys = ON", ct);
        }

        var tables = Ordered(to);
        foreach (var table in tables.AsEnumerable().Reverse())
        {
            await Empty(to, table.Name, ct);
        }

        var copied = new List<CopiedTable>();
        foreach (var table in tables)
        {
            var rows = await Copy(from, to, table, ct);
            copied.Add(new CopiedTable(table.Name, rows));
            await Renumber(to, table, ct);
        }

        return copied;
    }

    /// <summary>Every table after those it refers to; references within a table do not count.</summary>
    private static List<ITable> Ordered(PortalDb db)
    {
        var left = db.Model.GetRelationalModel().Tables.OrderBy(table => table.Name, StringComparer.Ordinal).ToList();
        var ordered = new List<ITable>(left.Count);
        while (left.Count > 0)
        {
            var free = left.FindAll(table =>
                table.ForeignKeyConstraints.All(key => key.PrincipalTable == table || !left.Contains(key.PrincipalTable))
            );
            if (free.Count == 0)
            {
                throw new InvalidOperationException($"Tables refer to each other in a ring: {string.Join(", ", left.Select(t => t.Name))}");
            }

            ordered.AddRange(free);
            left.RemoveAll(free.Contains);
        }

        return ordered;
    }

    private static async Task Empty(PortalDb db, string table, CancellationToken ct)
    {
        if (await Count(db, table, ct) > 0)
        {
            await using var command = Command(db, $"DELETE FROM \"{table}\"");
            await command.ExecuteNonQueryAsync(ct);
        }
    }

    private static async Task<long> Count(PortalDb db, string table, CancellationToken ct)
    {
        await using var command = Command(db, $"SELECT COUNT(*) FROM \"{table}\"");
        return Convert.ToInt64(await command.ExecuteScalarAsync(ct), CultureInfo.InvariantCulture);
    }

    private static async Task<long> Copy(PortalDb from, PortalDb to, ITable table, CancellationToken ct)
    {
        var columns = table.Columns.OrderBy(column => column.Name, StringComparer.Ordinal).ToArray();
        var names = columns.Select(column => column.Name).ToArray();
        var key = string.Join(", ", table.PrimaryKey!.Columns.Select(column => $"\"{column.Name}\""));
        await using var command = Command(
            from,
            $"SELECT {string.Join(", ", names.Select(name => $"\"{name}\""))} FROM \"{table.Name}\" ORDER BY {key}"
        );
        await using var reader = await command.ExecuteReaderAsync(ct);
        var slice = new List<object?[]>(SliceRows);
        long rows = 0;
        while (await reader.ReadAsync(ct))
        {
            slice.Add([.. columns.Select((column, at) => Value(reader, at, column.StoreType))]);
            if (slice.Count == SliceRows)
            {
                await Bulk.Insert(to, table.Name, names, slice, AddAll, ct);
                slice.Clear();
            }

            rows++;
        }

        await Bulk.Insert(to, table.Name, names, slice, AddAll, ct);
        return rows;
    }

    /// <summary>A value as the target's column stores it; SQLite knows four types only, so the target's type decides.</summary>
    private static object? Value(DbDataReader reader, int at, string storeType) =>
        reader.IsDBNull(at)
            ? null
            : storeType switch
            {
                "INTEGER" or "bigint" => reader.GetFieldType(at) == typeof(bool) ? (reader.GetBoolean(at) ? 1L : 0L) : reader.GetInt64(at),
                "integer" => checked((int)reader.GetInt64(at)),
                "boolean" => reader.GetBoolean(at),
                "date" => reader.GetFieldValue<DateOnly>(at),
                "bytea" or "BLOB" => reader.GetFieldValue<byte[]>(at),
                "jsonb" => new JsonText(reader.GetString(at)),
                _ => reader.GetFieldType(at) == typeof(string) ? reader.GetString(at) : reader.GetFieldValue<DateOnly>(at),
            };

    /// <summary>What a reader gave: it knows its values only as they come.</summary>
    private static void AddAll(RowWriter to, object?[] values)
    {
        foreach (var value in values)
        {
            switch (value)
            {
                case null:
                    to.Null();
                    break;
                case long number:
                    to.Add(number);
                    break;
                case int number:
                    to.Add(number);
                    break;
                case bool flag:
                    to.Add(flag);
                    break;
                case DateOnly day:
                    to.Add(day);
                    break;
                case string text:
                    to.Add(text);
                    break;
                case byte[] bytes:
                    to.Add(bytes);
                    break;
                case JsonText json:
                    to.Add(json);
                    break;
                default:
                    throw new InvalidOperationException($"No column type for {value.GetType().Name}.");
            }
        }
    }

    /// <summary>New rows get numbers after those that were copied (PostgreSQL keeps a counter of its own).</summary>
    private static async Task Renumber(PortalDb db, ITable table, CancellationToken ct)
    {
        if (db.Provider != Provider.Postgres || table.FindColumn("Id") is not { StoreType: "bigint" or "integer" })
        {
            return;
        }

        await using var command = Command(
            db,
            $"""
            SELECT setval(pg_get_serial_sequence('"{table.Name}"', 'Id'), GREATEST((SELECT COALESCE(MAX("Id"), 0) FROM "{table.Name}"), 1),
                (SELECT COUNT(*) FROM "{table.Name}") > 0)
            """
        );
        await command.ExecuteScalarAsync(ct);
    }

    private static DbCommand Command(PortalDb db, string sql)
    {
        var command = db.Database.GetDbConnection().CreateCommand();
        command.Transaction = db.Database.CurrentTransaction?.GetDbTransaction();
        command.CommandText = sql;
        return command;
    }
}
