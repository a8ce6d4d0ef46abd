using System.Data.Common;
using System.Globalization;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Npgsql;

namespace Portal.Domain.Data;

/// <summary>
/// Where the two databases differ, and nowhere else: everything that is said or done in one way on SQLite and in another on PostgreSQL is a
/// member here. A guard test refuses to ask for the provider, or to write one database's own words, outside of this folder.
/// </summary>
internal abstract class Dialect
{
    public static Dialect Of(PortalDb db) => Of(db.Provider);

    public static Dialect Of(Provider provider) => provider == Provider.Postgres ? Postgres.Instance : Sqlite.Instance;

    /// <summary>The smaller and the larger of two values.</summary>
    public abstract string Least { get; }
    public abstract string Greatest { get; }

    /// <summary>A statement that takes rows as one JSON text, {0}: an array a row, its values in the order of the columns.</summary>
    public string Upsert(string table, IReadOnlyList<string> columns, IReadOnlyList<string> types, string onConflict) =>
        $"INSERT INTO \"{table}\" ({string.Join(", ", columns.Select(column => $"\"{column}\""))}) SELECT {Select(types)} {onConflict}";

    /// <summary>The same rows to join with, as a table of this name with these columns and types.</summary>
    public string Rows(string name, IReadOnlyList<string> columns, IReadOnlyList<string> types) =>
        $"(SELECT {string.Join(", ", columns.Select((column, at) => $"{Cell(at, types[at])} AS \"{column}\""))} FROM {Each}) AS {name}";

    /// <summary>Reads of each row of the outer tables what the inner ones have of it, in that order, whatever the database would choose.</summary>
    public abstract string ForEach(OrderedRead outer, OrderedRead inner);

    /// <summary>Waits until nobody else holds this name, to the end of the transaction.</summary>
    public abstract Task Lock(PortalDb db, string name, CancellationToken ct);

    /// <summary>Nobody else writes the table, to the end of the transaction.</summary>
    public abstract Task LockTable(PortalDb db, string table, CancellationToken ct);

    /// <summary>Ids for rows about to be put in, in the caller's transaction.</summary>
    public abstract Task<long[]> ReserveIds(PortalDb db, string table, int count, CancellationToken ct);

    /// <summary>Puts rows in by the fastest way there is, in the caller's transaction.</summary>
    public abstract Task Write<T>(
        PortalDb db,
        string table,
        string[] columns,
        IReadOnlyList<T> rows,
        Action<RowWriter, T> write,
        CancellationToken ct
    );

    /// <summary>How much room the database takes.</summary>
    public abstract Task<long> Bytes(PortalDb db, DatabaseSettings settings, CancellationToken ct);

    protected abstract string Each { get; }

    protected abstract string Cell(int at, string type);

    private string Select(IReadOnlyList<string> types) =>
        $"{string.Join(", ", types.Select((type, at) => Cell(at, type)))} FROM {Each} WHERE true";

    private sealed class Sqlite : Dialect
    {
        public static Sqlite Instance { get; } = new();

        public override string Least => "MIN";
        public override string Greatest => "MAX";
        protected override string Each => "json_each({0})";

        protected override string Cell(int at, string type) =>
            string.Create(CultureInfo.InvariantCulture, $"json_extract(value, '$[{at}]')");

        // Tables of a CROSS JOIN are read as they stand.
        public override string ForEach(OrderedRead outer, OrderedRead inner) =>
            $"SELECT {outer.Columns}, {inner.Columns} FROM {outer.Tables} CROSS JOIN {inner.Tables} WHERE {outer.Where} AND {inner.Where}";

        // The write transaction itself is the lock: there is one writer.
        public override Task Lock(PortalDb db, string name, CancellationToken ct) => Task.CompletedTask;

        public override Task LockTable(PortalDb db, string table, CancellationToken ct) => Task.CompletedTask;

        // The write lock is ours (BEGIN IMMEDIATE), so nobody takes an id between this read and our insert.
        public override async Task<long[]> ReserveIds(PortalDb db, string table, int count, CancellationToken ct)
        {
            await using var command = db.Database.GetDbConnection().CreateCommand();
            command.Transaction = db.Database.CurrentTransaction?.GetDbTransaction();
            command.CommandText = $"SELECT COALESCE(MAX(\"Id\"), 0) FROM \"{table}\"";
            var last = (long)(await command.ExecuteScalarAsync(ct))!;
            var ids = new long[count];
            for (var i = 0; i < count; i++)
            {
                ids[i] = last + 1 + i;
            }

            return ids;
        }

        public override Task Write<T>(
            PortalDb db,
            string table,
            string[] columns,
            IReadOnlyList<T> rows,
            Action<RowWriter, T> write,
            CancellationToken ct
        )
        {
            using var statements = new SqliteRows(
                ((SqliteConnection)db.Database.GetDbConnection()).Handle!,
                table,
                columns,
                rows.Count
            );
            foreach (var row in rows)
            {
                write(statements, row);
                statements.EndRow();
            }

            return Task.CompletedTask;
        }

        public override Task<long> Bytes(PortalDb db, DatabaseSettings settings, CancellationToken ct) =>
            Task.FromResult(
                new[] { "", "-wal" }
                    .Select(end => new FileInfo(settings.SqlitePath + end))
                    .Where(file => file.Exists)
                    .Sum(file => file.Length)
            );
    }

    private sealed class Postgres : Dialect
    {
        public static Postgres Instance { get; } = new();

        public override string Least => "LEAST";
        public override string Greatest => "GREATEST";
        protected override string Each => "json_array_elements(CAST({0} AS json)) AS r(value)";

        // A text is cast without its length: that would cut what is too long, which the column itself refuses.
        protected override string Cell(int at, string type) =>
            string.Create(
                CultureInfo.InvariantCulture,
                $"CAST(value ->> {at} AS {(type.StartsWith("character varying", StringComparison.Ordinal) ? "text" : type)})"
            );

        // A sub-query with an offset may not be taken apart.
        public override string ForEach(OrderedRead outer, OrderedRead inner) =>
            $"""
            SELECT {outer.Columns}, i.* FROM {outer.Tables}
            CROSS JOIN LATERAL (SELECT {inner.Columns} FROM {inner.Tables} WHERE {inner.Where} OFFSET 0) i WHERE {outer.Where}
            """;

        public override Task Lock(PortalDb db, string name, CancellationToken ct) =>
            db.Database.ExecuteSqlAsync($"SELECT pg_advisory_xact_lock(hashtext({name}))", ct);

        public override Task LockTable(PortalDb db, string table, CancellationToken ct)
        {
            var sql = $"LOCK TABLE \"{table}\" IN EXCLUSIVE MODE";
            return db.Database.ExecuteSqlRawAsync(sql, ct);
        }

        public override async Task<long[]> ReserveIds(PortalDb db, string table, int count, CancellationToken ct)
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

        public override async Task Write<T>(
            PortalDb db,
            string table,
            string[] columns,
            IReadOnlyList<T> rows,
            Action<RowWriter, T> write,
            CancellationToken ct
        )
        {
            await using var copy = await CopyRows.Into((NpgsqlConnection)db.Database.GetDbConnection(), table, columns, ct);
            foreach (var row in rows)
            {
                copy.StartRow();
                write(copy, row);
                await copy.EndRow(ct);
            }

            await copy.Complete(ct);
        }

        public override Task<long> Bytes(PortalDb db, DatabaseSettings settings, CancellationToken ct) =>
            db.Database.SqlQuery<long>($"SELECT pg_database_size(current_database()) AS \"Value\"").SingleAsync(ct);
    }
}
