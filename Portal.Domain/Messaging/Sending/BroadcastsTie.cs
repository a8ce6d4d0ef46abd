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
