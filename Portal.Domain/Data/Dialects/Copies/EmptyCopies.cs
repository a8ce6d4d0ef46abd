using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace Portal.Domain.Data;

/// <summary>
/// Empty copies of tables that only one connection sees and that are gone with it: code runs on them as on the real ones and changes nothing.
/// Only where one writer holds the whole database (SQLite); elsewhere nobody needs it.
/// </summary>
internal static class EmptyCopies
{
    /// <param name="filled">One of the tables whose rows are copied as well.</param>
    public static async Task Run(PortalDb db, IEnumerable<string> tables, string filled, Func<Task> act, CancellationToken ct)
    {
        if (db.Provider != Provider.Sqlite)
        {
            return;
        }

        await db.Database.OpenConnectionAsync(ct);
        // The copies have nobody to point at. Both lines are without effect inside a transaction, so they stand around it.
        await db.Database.ExecuteSqlAsync($"PRAGMA foreign_keys=OFF", ct);
        try
        {
            // Deferred: it only ever writes its own copies, so it never asks for the write lock.
            await using var own = ((SqliteConnection)db.Database.GetDbConnection()).BeginTransaction(deferred: true);
            await using var transaction =
                await db.Database.UseTransactionAsync(own, ct) ?? throw new InvalidOperationException("No transaction to play in.");
            foreach (var table in tables)
            {
                await Copy(db, table, ct);
            }

            var rows = $"INSERT INTO temp.\"{filled}\" SELECT * FROM main.\"{filled}\"";
            await db.Database.ExecuteSqlRawAsync(rows, ct);
            await act();
            await transaction.RollbackAsync(ct);
        }
        finally
        {
            await db.Database.ExecuteSqlAsync($"PRAGMA foreign_keys=ON", CancellationToken.None);
        }
    }

    private static async Task Copy(PortalDb db, string table, CancellationToken ct)
    {
        var schema = await db
            .Database.SqlQuery<string>(
                $"""
                SELECT sql AS "Value" FROM main.sqlite_master
                WHERE tbl_name = {table} AND type IN ('table', 'index') AND sql IS NOT NULL ORDER BY type DESC
                """
            )
            .ToListAsync(ct);
        foreach (var sql in schema)
        {
            var copy = sql.Replace("CREATE TABLE \"", "CREATE TABLE temp.\"", StringComparison.Ordinal)
                .Replace("INDEX \"", "INDEX temp.\"", StringComparison.Ordinal);
            await db.Database.ExecuteSqlRawAsync(copy, ct);
        }
    }
}
