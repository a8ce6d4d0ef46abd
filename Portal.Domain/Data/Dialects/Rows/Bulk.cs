using System.Data.Common;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Npgsql;
using Portal.Domain.Kernel;

namespace Portal.Domain.Data;

/// <summary>A text for a column that keeps JSON: PostgreSQL tells it from plain text.</summary>
internal sealed record JsonText(string Value);

/// <summary>
/// Inserts many rows in the caller's transaction: prepared INSERTs on SQLite, COPY on PostgreSQL. Values are what the
/// database stores: long, int, bool, string, DateOnly or null; instants through <see cref="Micros"/>. When a row is not taken, the caller
/// rolls back: some of those before it may be in.
/// </summary>
internal static class Bulk
{
    public static long Micros(DateTime utc) => (utc.Ticks - DateTime.UnixEpoch.Ticks) / TimeSpan.TicksPerMicrosecond;

    public static Task Insert(PortalDb db, string table, string[] columns, IReadOnlyList<object?[]> rows, CancellationToken ct) =>
        Insert(db, table, columns, rows, static (to, row) => to.AddAll(row), ct);

    /// <summary>As above; <paramref name="write"/> gives the values of a row one by one, as many as there are columns.</summary>
    /// <exception cref="Refusal">One of the rows is there already (a lost race), or the database broke this off for others.</exception>
    public static async Task Insert<T>(
        PortalDb db,
        string table,
        string[] columns,
        IReadOnlyList<T> rows,
        Action<RowWriter, T> write,
        CancellationToken ct
    )
    {
        if (rows.Count == 0)
        {
            return;
        }

        try
        {
            await Write(db, table, columns, rows, write, ct);
        }
        catch (DbException fault) when (db.LostRace(fault) is { } lost)
        {
            throw lost;
        }
    }

    private static async Task Write<T>(
        PortalDb db,
        string table,
        string[] columns,
        IReadOnlyList<T> rows,
        Action<RowWriter, T> write,
        CancellationToken ct
    )
    {
        _ = db.Database.CurrentTransaction ?? throw new InvalidOperationException("Bulk rows belong to the caller's transaction.");
        if (db.Provider == Provider.Postgres)
        {
            await using var copy = await CopyRows.Into((NpgsqlConnection)db.Database.GetDbConnection(), table, columns, ct);
            var to = SealingRows.Over(copy, db, table, columns);
            foreach (var row in rows)
            {
                copy.StartRow();
                write(to, row);
                await copy.EndRow(ct);
                SealingRows.EndRow(to);
            }

            await copy.Complete(ct);
            return;
        }

        using var statements = new SqliteRows(((SqliteConnection)db.Database.GetDbConnection()).Handle!, table, columns, rows.Count);
        var sealing = SealingRows.Over(statements, db, table, columns);
        foreach (var row in rows)
        {
            write(sealing, row);
            statements.EndRow();
            SealingRows.EndRow(sealing);
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
            // The sequence's name is looked up once (materialized) and not with every id: that cost more than the ids.
            var reserved = await db
                .Database.SqlQuery<long[]>(
                    $"""
                    WITH named AS MATERIALIZED (SELECT pg_get_serial_sequence({quoted}, 'Id')::regclass AS name)
                    SELECT COALESCE(array_agg(id ORDER BY id), ARRAY[]::bigint[]) AS "Value"
                    FROM (SELECT nextval(named.name) AS id FROM named, generate_series(1, {count})) ids
                    """
                )
                .ToListAsync(ct);
            return reserved.Single();
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
}
