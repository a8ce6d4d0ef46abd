using System.Globalization;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace Portal.Domain.Data;

/// <summary>How SQLite wants it.</summary>
internal sealed class SqliteDialect : Dialect
{
    public static SqliteDialect Instance { get; } = new();

    public override string Least => "MIN";
    public override string Greatest => "MAX";
    protected override string Each => "json_each({0})";

    public override string Holding => string.Empty;
    public override string HoldingNoKey => string.Empty;

    protected override string Cell(int at, string type) => string.Create(CultureInfo.InvariantCulture, $"json_extract(value, '$[{at}]')");

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
        using var statements = new SqliteRows(((SqliteConnection)db.Database.GetDbConnection()).Handle!, table, columns, rows.Count);
        var to = SealingRows.Over(statements, db, table, columns);
        foreach (var row in rows)
        {
            write(to, row);
            statements.EndRow();
            SealingRows.EndRow(to);
        }

        return Task.CompletedTask;
    }

    public override Task<long> Bytes(PortalDb db, DatabaseSettings settings, CancellationToken ct) =>
        Task.FromResult(
            new[] { "", "-wal" }.Select(end => new FileInfo(settings.SqlitePath + end)).Where(file => file.Exists).Sum(file => file.Length)
        );
}
