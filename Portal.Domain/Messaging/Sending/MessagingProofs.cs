using Microsoft.EntityFrameworkCore;
using Portal.Domain.Data;

namespace Portal.Domain.Messaging;

/// <summary>The kept audience of every account equals its followers.</summary>
internal sealed class AudiencesAreCounts : IProof
{
    public string Id => "I-31";

    public async Task<ProofResult> Check(PortalDb db, CancellationToken ct)
    {
        var kept = await db.Audiences.AsNoTracking().ToDictionaryAsync(row => row.AccountId, row => (row.Followers, row.Muted), ct);
        var counted = await db
            .Followers.Where(row => row.State != FollowerState.Unfollowed)
            .GroupBy(row => new { row.AccountId, row.State })
            .Select(group => new
            {
                group.Key.AccountId,
                group.Key.State,
                Count = group.LongCount(),
            })
            .ToListAsync(ct);
        var real = counted
            .GroupBy(row => row.AccountId)
            .ToDictionary(
                group => group.Key,
                group =>
                    (
                        Followers: group.Sum(row => row.Count),
                        Muted: group.Where(row => row.State == FollowerState.Muted).Sum(row => row.Count)
                    )
            );
        var bad = kept.Keys.Union(real.Keys).Where(id => kept.GetValueOrDefault(id) != real.GetValueOrDefault(id)).Order().ToList();
        return bad.Count == 0
            ? new ProofResult(Id, true, $"{kept.Count} kept audiences equal their followers")
            : new ProofResult(Id, false, $"the kept audience of account {bad[0]} is not the count of its followers");
    }
}
