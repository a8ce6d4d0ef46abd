using System.Data;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

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
        var own = ((SqliteConnection)db.Database.GetDbConnection()).BeginTransaction(deferred: true);
        var used = await db.Database.UseTransactionAsync(own, ct) ?? throw new InvalidOperationException("A transaction was given.");
        return new Deferred(db, own, used);
    }

    /// <summary>A transaction that was given is not the context's to end.</summary>
    private sealed class Deferred(PortalDb db, SqliteTransaction own, IDbContextTransaction used) : IAsyncDisposable
    {
        public async ValueTask DisposeAsync()
        {
            await used.DisposeAsync();
            await own.DisposeAsync();
            await db.Database.CloseConnectionAsync();
        }
    }
}
