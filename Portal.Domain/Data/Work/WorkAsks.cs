using Microsoft.EntityFrameworkCore;

namespace Portal.Domain.Data;

internal static class WorkAsks
{
    /// <summary>
    /// Asks for work in the caller's transaction. Done or failed work begins anew; work in hand begins anew too, for what was added may lie
    /// behind what it has read.
    /// </summary>
    public static async Task Ask(this PortalDb db, string kind, long refId, DateTime dueUtc, DateTime nowUtc, CancellationToken ct)
    {
        if (db.Database.CurrentTransaction is not null)
        {
            await db.Acquire(FormattableString.Invariant($"work:{kind}:{refId}"), ct);
        }

        var item = await db.WorkItems.SingleOrDefaultAsync(row => row.Kind == kind && row.RefId == refId, ct);
        if (item is null)
        {
            db.WorkItems.Add(WorkItem.For(kind, refId, dueUtc, nowUtc));
        }
        else
        {
            item.Requeue(dueUtc);
        }
    }
}
