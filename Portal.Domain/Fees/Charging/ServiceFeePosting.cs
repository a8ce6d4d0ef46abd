using Microsoft.EntityFrameworkCore;
using Portal.Domain.Data;
using Portal.Domain.Ledger;

namespace Portal.Domain.Fees;

/// <summary>
/// Stores fees that no payment brings, in a transaction of their own that decides them anew: another server may have charged them, or another
/// rule have been published. The unique indexes of ServiceFees make it once; two servers at the same time wait for each other.
/// </summary>
internal static class ServiceFeePosting
{
    public static async Task<int> Post(
        IDbContextFactory<PortalDb> dbs,
        LedgerPoster poster,
        Func<PortalDb, CancellationToken, Task<List<DecidedServiceFee>>> decide,
        CancellationToken ct
    )
    {
        await using var db = await dbs.CreateDbContextAsync(ct);
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        await db.Acquire("standing-fees", ct);
        var fees = await decide(db, ct);
        await DecidedServiceFee.Post(db, poster, fees, ct);
        await transaction.CommitAsync(ct);
        return fees.Count;
    }
}
