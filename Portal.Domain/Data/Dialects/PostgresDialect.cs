using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Portal.Domain.Data;

/// <summary>How PostgreSQL wants it.</summary>
internal sealed class PostgresDialect : Dialect
{
    public static PostgresDialect Instance { get; } = new();

    public override string Least => "LEAST";
    public override string Greatest => "GREATEST";
    protected override string Each => "json_array_elements(CAST({0} AS json)) AS r(value)";

    // A text is cast without its length: that would cut what is too long, which the column itself refuses.
    public override string Holding => " FOR UPDATE";
    public override string HoldingNoKey => " FOR NO KEY UPDATE";

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
        var to = SealingRows.Over(copy, db, table, columns);
        foreach (var row in rows)
        {
            copy.StartRow();
            write(to, row);
            await copy.EndRow(ct);
            SealingRows.EndRow(to);
        }

        await copy.Complete(ct);
    }

    public override Task<long> Bytes(PortalDb db, DatabaseSettings settings, CancellationToken ct) =>
        db.Database.SqlQuery<long>($"SELECT pg_database_size(current_database()) AS \"Value\"").SingleAsync(ct);
}
