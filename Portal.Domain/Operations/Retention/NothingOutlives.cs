using Microsoft.EntityFrameworkCore;
using Portal.Domain.Data;
using Portal.Domain.Kernel;

namespace Portal.Domain.Operations;

/// <summary>Nothing is left that should have gone. A term changed today, or a night missed, has two days to take effect.</summary>
internal sealed class NothingOutlives(IEnumerable<IRetention> kinds, TimeProvider clock) : IProof
{
    private const int GraceDays = 2;

    public string Id => "I-61";

    public async Task<ProofResult> Check(PortalDb db, CancellationToken ct)
    {
        var now = clock.UtcNow();
        var policies = await db.Policies(ct);
        var late = new List<string>();
        foreach (var kind in kinds.OrderBy(one => one.Kind))
        {
            if (policies.InForce(kind.Term, now)?.FromUtc > now.AddDays(-GraceDays))
            {
                continue;
            }

            var count = await kind.CountOlder(db, now.AddDays(-GraceDays) - policies.At(kind.Term, now), ct);
            if (count > 0)
            {
                late.Add($"{count} {kind.Kind}");
            }
        }

        return new ProofResult(
            Id,
            late.Count == 0,
            late.Count == 0 ? "nothing has outlived its term" : $"outlived: {string.Join(", ", late)}"
        );
    }
}
