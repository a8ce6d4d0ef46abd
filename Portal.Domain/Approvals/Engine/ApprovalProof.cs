using Microsoft.EntityFrameworkCore;
using Portal.Domain.Data;

namespace Portal.Domain.Approvals;

/// <summary>I-19: what was approved was approved by two persons, is what they saw, and took effect once.</summary>
internal sealed class ApprovalsHold : IProof
{
    public string Id => "I-19";

    public async Task<ProofResult> Check(PortalDb db, CancellationToken ct)
    {
        await foreach (var row in db.Approvals.AsNoTracking().OrderBy(row => row.Id).AsAsyncEnumerable().WithCancellation(ct))
        {
            if (Canonical.Hash(row.Kind, row.SubjectId, row.Content) != row.Hash)
            {
                return new ProofResult(Id, false, $"{row.Number} does not hold the content it was proposed with");
            }

            if (row.State == ApprovalState.Approved && (row.DecidedById is null || row.DecidedById == row.MakerId))
            {
                return new ProofResult(Id, false, $"{row.Number} was approved by its maker");
            }
        }

        var without = await db
            .Approvals.Where(row => (row.State == ApprovalState.Approved) != db.ApprovalEffects.Any(effect => effect.ApprovalId == row.Id))
            .OrderBy(row => row.Id)
            .Select(row => row.Number)
            .FirstOrDefaultAsync(ct);
        return without is null
            ? new ProofResult(Id, true, "every approval has two persons, its content and one effect")
            : new ProofResult(Id, false, $"{without} and its effect do not agree");
    }
}
