using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace Portal.Domain.Data;

internal static class AdvisoryLock
{
    /// <summary>
    /// Waits until nobody else is inside the same named work, to the end of this transaction. Freed by the server when a connection dies.
    /// On SQLite the write transaction itself is the turn. Where a unique index guards the rows this is courtesy for
    /// throughput; what no index can guard, as the limits of acts of money (sums over many rows), rests on the turn alone.
    /// </summary>
    public static async Task Acquire(this PortalDb db, string name, CancellationToken ct)
    {
        if (db.Provider == Provider.Postgres)
        {
            await db.Database.ExecuteSqlAsync($"SELECT pg_advisory_xact_lock(hashtext({name}))", ct);
        }
    }

    /// <summary>
    /// Begins a transaction that is the only one of its name. What is looked up inside it is still so when it is written: whoever comes second
    /// at the same moment finds what the first has left, and hears what they would hear a minute later.
    /// </summary>
    public static async Task<IDbContextTransaction> BeginTurn(this PortalDb db, string name, CancellationToken ct)
    {
        var transaction = await db.Database.BeginTransactionAsync(ct);
        try
        {
            await db.Acquire(name, ct);
            return transaction;
        }
        catch
        {
            await transaction.DisposeAsync();
            throw;
        }
    }
}
