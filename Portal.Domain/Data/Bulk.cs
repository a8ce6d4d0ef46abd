using System.Data.Common;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Npgsql;

namespace Portal.Domain.Data;

/// <summary>
/// Inserts many rows in the caller's transaction: prepared multi-row INSERTs on SQLite, COPY on PostgreSQL. Values are what the
/// database stores: long, int, bool, string, DateOnly or null; instants through <see cref="Micros"/>.
/// </summary>
internal static class Bulk
{
    // SQLite allows 32,766 parameters a statement; beyond a few dozen rows a statement nothing more is gained.
    private const int RowsPerStatement = 50;

    public static long Micros(DateTime utc) => (utc.Ticks - DateTime.UnixEpoch.Ticks) / TimeSpan.TicksPerMicrosecond;

    public static async Task Insert(PortalDb db, string table, string[] columns, IReadOnlyList<object?[]> rows, CancellationToken ct)
    {
        if (rows.Count == 0)
        {
            return;
        }

        var transaction =
            db.Database.CurrentTransaction ?? throw new InvalidOperationException("Bulk rows belong to the caller's transaction.");
        if (db.Provider == Provider.Postgres)
        {
            await Copy((NpgsqlConnection)db.Database.GetDbConnection(), table, columns, rows, ct);
        }
        else
        {
            Statements(db.Database.GetDbConnection(), transaction.GetDbTransaction(), table, columns, rows);
        }
    }

    /// <summary>Ids for rows about to be inserted. On SQLite the caller must already hold the write transaction.</summary>
    public static async Task<long[]> ReserveIds(PortalDb db, string table, int count, CancellationToken ct)
    {
        if (db.Database.CurrentTransaction is null)
        {
            throw new InvalidOperationException("Ids are reserved in the transaction that uses them.");
        }

        if (db.Provider == Provider.Postgres)
        {
            var quoted = $"\"{table}\"";
            return await db
                .Database.SqlQuery<long>(
                    $"""SELECT nextval(pg_get_serial_sequence({quoted}, 'Id')) AS "Value" FROM generate_series(1, {count})"""
                )
                .ToArrayAsync(ct);
        }

        // The write lock is ours (BEGIN IMMEDIATE), so nobody takes an id between this read and our insert.
        var last = Max(db, table);
        var ids = new long[count];
        for (var i = 0; i < count; i++)
        {
            ids[i] = last + 1 + i;
        }

        return ids;
    }

    private static long Max(PortalDb db, string table)
    {
        using var command = db.Database.GetDbConnection().CreateCommand();
        command.Transaction = db.Database.CurrentTransaction?.GetDbTransaction();
        command.CommandText = $"SELECT COALESCE(MAX(\"Id\"), 0) FROM \"{table}\"";
        return (long)command.ExecuteScalar()!;
    }

    private static async Task Copy(
        NpgsqlConnection connection,
        string table,
        string[] columns,
        IReadOnlyList<object?[]> rows,
        CancellationToken ct
    )
    {
        var names = string.Join(", ", columns.Select(column => $"\"{column}\""));
        await using var writer = await connection.BeginBinaryImportAsync($"COPY \"{table}\" ({names}) FROM STDIN (FORMAT BINARY)", ct);
        foreach (var row in rows)
        {
            await writer.StartRowAsync(ct);
            foreach (var value in row)
            {
                await (
                    value switch
                    {
                        null => writer.WriteNullAsync(ct),
                        long number => writer.WriteAsync(number, ct),
                        int number => writer.WriteAsync(number, ct),
                        bool flag => writer.WriteAsync(flag, ct),
                        DateOnly day => writer.WriteAsync(day, ct),
                        string text => writer.WriteAsync(text, ct),
                        byte[] bytes => writer.WriteAsync(bytes, ct),
                        _ => throw new ArgumentException($"No column type for {value.GetType().Name}."),
                    }
                );
            }
        }

        await writer.CompleteAsync(ct);
    }

    private static void Statements(
        DbConnection connection,
        DbTransaction transaction,
        string table,
        string[] columns,
        IReadOnlyList<object?[]> rows
    )
    {
        for (var from = 0; from < rows.Count; )
        {
            // The whole-size statement is prepared once and run many times; the remainder gets one of its own.
            var size = Math.Min(RowsPerStatement, rows.Count - from);
            using var command = connection.CreateCommand();
            command.Transaction = transaction;
            command.CommandText = InsertText(table, columns, size);
            var parameters = new DbParameter[size * columns.Length];
            for (var i = 0; i < parameters.Length; i++)
            {
                parameters[i] = command.CreateParameter();
                parameters[i].ParameterName = "$" + i;
                command.Parameters.Add(parameters[i]);
            }

            var runs = size == RowsPerStatement ? (rows.Count - from) / RowsPerStatement : 1;
            for (var run = 0; run < runs; run++, from += size)
            {
                for (var i = 0; i < parameters.Length; i++)
                {
                    parameters[i].Value = Stored(rows[from + (i / columns.Length)][i % columns.Length]);
                }

                command.ExecuteNonQuery();
            }
        }
    }

    private static object Stored(object? value) =>
        value switch
        {
            null => DBNull.Value,
            DateOnly day => day.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture),
            bool flag => flag ? 1L : 0L,
            _ => value,
        };

    private static string InsertText(string table, string[] columns, int rows)
    {
        var text = new StringBuilder($"INSERT INTO \"{table}\" (");
        text.AppendJoin(", ", columns.Select(column => $"\"{column}\"")).Append(") VALUES ");
        for (int row = 0, at = 0; row < rows; row++)
        {
            text.Append(row == 0 ? "(" : ", (");
            for (var column = 0; column < columns.Length; column++, at++)
            {
                text.Append(column == 0 ? "$" : ", $").Append(at);
            }

            text.Append(')');
        }

        return text.ToString();
    }
}
