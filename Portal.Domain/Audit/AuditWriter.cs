using Microsoft.EntityFrameworkCore;
using Portal.Domain.Data;
using Portal.Domain.Kernel;

namespace Portal.Domain.Audit;

internal static class AuditWriter
{
    /// <summary>Adds the drafts to the chain in the current transaction; the caller saves and commits.</summary>
    /// <returns>The number of the last one.</returns>
    public static async Task<long> Append(PortalDb db, IReadOnlyList<AuditDraft> drafts, CancellationToken ct)
    {
        var chain = db.Chain ?? throw new InvalidOperationException("This context has no audit key.");

        // The row lock orders the writers.
        var head = await db.AuditHeads.Where(row => row.Id == 1).ForUpdate().SingleAsync(ct);
        // An earlier save in this transaction may have left a tracked copy: the row read under the lock is the truth.
        await db.Entry(head).ReloadAsync(ct);
        foreach (var draft in drafts)
        {
            var record = AuditRecord.Append(draft, head.Sequence + 1, head.Hash, db.Time.UtcNow(), chain);
            db.AuditRecords.Add(record);
            head.Sequence = record.Sequence;
            head.Hash = record.Hash;
        }

        return head.Sequence;
    }
}
