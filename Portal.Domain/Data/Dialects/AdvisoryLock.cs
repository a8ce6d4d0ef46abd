using Microsoft.EntityFrameworkCore;

namespace Portal.Domain.Data;

internal static class AdvisoryLock
{
    /// <summary>
    /// Waits until nobody else is inside the same named work, to the end of this transaction. Freed by the server when a connection dies.
    /// On SQLite the write transaction itself is the lock. Where a unique index guards the rows this is courtesy for
    /// throughput; what no index can guard, as the limits of acts of money (sums over many rows), rests on the lock alone.
    /// </summary>
    public static Task Acquire(this PortalDb db, string name, CancellationToken ct) => Dialect.Of(db).Lock(db, name, ct);
}
