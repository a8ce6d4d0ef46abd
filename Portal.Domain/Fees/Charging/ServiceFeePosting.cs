using Microsoft.EntityFrameworkCore;
using Portal.Domain.Data;
using Portal.Domain.Identity;
using Portal.Domain.Ledger;

namespace Portal.Domain.Fees;

/// <summary>
/// Stores fees that no payment brings, in a transaction of their own that decides them anew: another server may have charged them, or another
/// rule have been published. The unique indexes of ServiceFees make it once; two servers at the same time wait for each other.
/// </summary>
internal static class ServiceFeePosting
{
    public static async Task<int> Post(
        Acts acts,
        LedgerPoster poster,
        Func<PortalDb, CancellationToken, Task<List<DecidedServiceFee>>> decide,
        CancellationToken ct
    )
    {
        await using var step = await acts.Step(ct);
        await step.Lock("standing-fees");
        var fees = await decide(step.Db, ct);
        await DecidedServiceFee.Post(step.Db, poster, fees, ct);
        await step.Commit();
        return fees.Count;
    }
}
