using System.Data;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace Portal.Domain.Data;

internal static class Snapshots
{
    /// <summary>All that is read until it is disposed is of one instant, and nobody waits for us.</summary>
    public static async Task<IAsyncDisposable> Begin(PortalDb db, CancellationToken ct)
    {
        if (db.Provider == Provider.Postgres)
        {
            return await db.Database.BeginTransactionAsync(IsolationLevel.RepeatableRead, ct);
        }

        await db.Database.OpenConnectionAsync(ct);
        var connection = (SqliteConnection)db.Database.GetDbConnection();
        return await db.Database.UseTransactionAsync(connection.BeginTransaction(deferred: true), ct)
            ?? throw new InvalidOperationException("A transaction was given.");
    }
}
