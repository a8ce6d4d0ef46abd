using Microsoft.EntityFrameworkCore;
using Portal.Domain.Data;

namespace Portal.Domain.Messaging;

/// <summary>Every broadcast's counters tie, and its opens are the rows behind them.</summary>
internal sealed class BroadcastsTie : IProof
{
    public string Id => "I-30";

    public async Task<ProofResult> Check(PortalDb db, CancellationToken ct)
    {
        var bad = await (
            from broadcast in db.Broadcasts
            join message in db.Messages on broadcast.MessageId equals message.Id
            where
                broadcast.Planned != broadcast.Delivered + broadcast.Filtered + broadcast.Failed
                || broadcast.Opened != db.MessageOpens.Count(open => open.MessageId == message.Id)
                || (message.State != MessageState.Sent && message.State != MessageState.Recalled)
            orderby message.Number
            select message.Number
        ).FirstOrDefaultAsync(ct);
        var count = await db.Broadcasts.CountAsync(ct);
        return bad is null
            ? new ProofResult(Id, true, $"{count} broadcasts tie: planned = delivered + filtered + failed")
            : new ProofResult(Id, false, $"the counters of {bad} do not tie");
    }
}

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

/// <summary>Every message that is scheduled or sent holds exactly one slot, within its period's limit.</summary>
internal sealed class QuotasHold : IProof
{
    public string Id => "I-32";

    public async Task<ProofResult> Check(PortalDb db, CancellationToken ct)
    {
        var without = await db
            .Messages.Where(row =>
                (row.State == MessageState.Scheduled || row.State == MessageState.Sent || row.State == MessageState.Recalled)
                != db.QuotaReservations.Any(held => held.MessageId == row.Id)
            )
            .OrderBy(row => row.Id)
            .Select(row => row.Number)
            .FirstOrDefaultAsync(ct);
        var over = await db
            .QuotaReservations.Where(row =>
                row.Slot < 1
                || row.Slot > QuotaRules.ServiceSlotsAMonth
                || (row.Slot > QuotaRules.SubscriptionSlotsADay && EF.Functions.Like(row.Period, "D%"))
            )
            .OrderBy(row => row.Id)
            .Select(row => row.Period)
            .FirstOrDefaultAsync(ct);
        var count = await db.QuotaReservations.CountAsync(ct);
        return (without ?? over) is { } bad
            ? new ProofResult(Id, false, $"the quota of {bad} is not held as it should be")
            : new ProofResult(Id, true, $"{count} quota slots are held once each");
    }
}
