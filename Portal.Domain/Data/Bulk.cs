using System.Globalization;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Npgsql;
using NpgsqlTypes;
using SQLitePCL;

namespace Portal.Domain.Data;

/// <summary>A text for a column that keeps JSON: PostgreSQL tells it from plain text.</summary>
internal sealed record JsonText(string Value);

/// <summary>
/// Inserts many rows in the caller's transaction: prepared INSERTs on SQLite, COPY on PostgreSQL. Values are what the
/// database stores: long, int, bool, string, DateOnly or null; instants through <see cref="Micros"/>.
/// </summary>
internal static class Bulk
{
    public static long Micros(DateTime utc) => (utc.Ticks - DateTime.UnixEpoch.Ticks) / TimeSpan.TicksPerMicrosecond;

    public static async Task Insert(PortalDb db, string table, string[] columns, IReadOnlyList<object?[]> rows, CancellationToken ct)
    {
        if (rows.Count == 0)
        {
            return;
        }

        _ = db.Database.CurrentTransaction ?? throw new InvalidOperationException("Bulk rows belong to the caller's transaction.");
        if (db.Provider == Provider.Postgres)
        {
            await Copy((NpgsqlConnection)db.Database.GetDbConnection(), table, columns, rows, ct);
        }
        else
        {
            Statements(((SqliteConnection)db.Database.GetDbConnection()).Handle!, table, columns, rows);
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
                        JsonText json => writer.WriteAsync(json.Value, NpgsqlDbType.Jsonb, ct),
                        _ => throw new ArgumentException($"No column type for {value.GetType().Name}."),
                    }
                );
            }
        }

        await writer.CompleteAsync(ct);
    }

    /// <summary>
    /// One prepared statement, bound by place: the ADO layer finds parameters by name, one search through all names for each value, which
    /// costs more than the insert itself.
    /// </summary>
    private static void Statements(sqlite3 connection, string table, string[] columns, IReadOnlyList<object?[]> rows)
    {
        var names = string.Join(", ", columns.Select(column => $"\"{column}\""));
        var places = string.Join(", ", columns.Select(_ => "?"));
        Check(raw.sqlite3_prepare_v2(connection, $"INSERT INTO \"{table}\" ({names}) VALUES ({places})", out var statement), connection);
        using (statement)
        {
            foreach (var row in rows)
            {
                for (var at = 0; at < row.Length; at++)
                {
                    Check(Bind(statement, at + 1, row[at]), connection);
                }

                var step = raw.sqlite3_step(statement);
                Check(step == raw.SQLITE_DONE ? raw.SQLITE_OK : step, connection);
                Check(raw.sqlite3_reset(statement), connection);
            }
        }
    }

    private static int Bind(sqlite3_stmt statement, int place, object? value) =>
        value switch
        {
            null => raw.sqlite3_bind_null(statement, place),
            long number => raw.sqlite3_bind_int64(statement, place, number),
            int number => raw.sqlite3_bind_int64(statement, place, number),
            bool flag => raw.sqlite3_bind_int64(statement, place, flag ? 1 : 0),
            string text => raw.sqlite3_bind_text(statement, place, text),
            DateOnly day => raw.sqlite3_bind_text(statement, place, day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)),
            byte[] bytes => raw.sqlite3_bind_blob(statement, place, bytes),
            JsonText json => raw.sqlite3_bind_text(statement, place, json.Value),
            _ => throw new ArgumentException($"No column type for {value.GetType().Name}."),
        };

    private static void Check(int code, sqlite3 connection)
    {
        if (code != raw.SQLITE_OK)
        {
            SqliteException.ThrowExceptionForRC(code, connection);
        }
    }
}
