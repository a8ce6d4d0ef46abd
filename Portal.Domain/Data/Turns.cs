using Microsoft.EntityFrameworkCore;

namespace Portal.Domain.Data;

internal static class Turns
{
    /// <summary>
    /// Waits until nobody else is inside the same named work, to the end of this transaction. Freed by the server when a connection dies.
    /// On SQLite the write transaction itself is the turn. Courtesy for throughput: correctness is in unique indexes.
    /// </summary>
    public static async Task TakeTurn(this PortalDb db, string name, CancellationToken ct)
    {
        if (db.Provider == Provider.Postgres)
        {
            await db.Database.ExecuteSqlAsync($"SELECT pg_advisory_xact_lock(hashtext({name}))", ct);
        }
    }
}
