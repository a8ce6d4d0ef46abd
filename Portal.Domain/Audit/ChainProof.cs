using Microsoft.EntityFrameworkCore;
using Portal.Domain.Data;

namespace Portal.Domain.Audit;

/// <summary>I-08: walks the chain from its origin to its head and names the first record that does not follow.</summary>
internal sealed class ChainIsWhole(AuditChain chain) : IProof
{
    public string Id => "I-08";

    public async Task<ProofResult> Check(PortalDb db, CancellationToken ct)
    {
        long sequence = 0;
        var hash = AuditChain.Origin;
        await foreach (var record in db.AuditRecords.AsNoTracking().OrderBy(row => row.Sequence).AsAsyncEnumerable().WithCancellation(ct))
        {
            if (record.Sequence != sequence + 1)
            {
                return new ProofResult(Id, false, $"audit record {sequence + 1} is missing");
            }

            if (record.PreviousHash != hash || chain.Sign(record) != record.Hash)
            {
                return new ProofResult(Id, false, $"audit record {record.Sequence} does not match its hash");
            }

            sequence = record.Sequence;
            hash = record.Hash;
        }

        var head = await db.AuditHeads.AsNoTracking().SingleAsync(ct);
        return head.Sequence == sequence && head.Hash == hash
            ? new ProofResult(Id, true, $"{sequence} audit records follow each other")
            : new ProofResult(Id, false, $"the chain ends at {sequence}, its head says {head.Sequence}");
    }
}
