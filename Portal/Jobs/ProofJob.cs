using Portal.Domain.Kernel;
using Portal.Domain.Reports;

namespace Portal.Jobs;

/// <summary>Proves the books every night and says loudly when a promise does not hold.</summary>
public sealed class ProofJob(ProofService proofs, ILogger<ProofJob> logger)
{
    public async Task Run(CancellationToken ct)
    {
        foreach (var result in await proofs.Verify(Actor.System("proof"), ct))
        {
            if (!result.Ok)
            {
                logger.LogCritical("Promise {Id} does not hold: {Detail}", result.Id, result.Detail);
            }
        }
    }
}
