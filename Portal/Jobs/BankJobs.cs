using Portal.Domain.Banking;
using Portal.Domain.Kernel;

namespace Portal.Jobs;

/// <summary>Notes transfers the bank has been silent about: a person asks, nothing is sent again.</summary>
public sealed class PayoutWatchJob(PayoutBatchService payouts)
{
    public Task Run(CancellationToken ct) => payouts.Watch(Actor.System("payouts"), ct);
}
