using Microsoft.EntityFrameworkCore;
using Portal.Domain.Data;

namespace Portal.Domain.Messaging;

/// <summary>Keeps the follower counts of an account in the caller's transaction.</summary>
internal static class AudienceCounter
{
    /// <summary>Locks the account's row to the end of the transaction and reads it; makes it when it is the first.</summary>
    public static async Task<Audience> Lock(PortalDb db, long accountId, CancellationToken ct)
    {
        // Adding nothing to a row that is there locks it.
        await Upsert<Audience>.On(db, row => row.AccountId).With(Merge.Add, row => row.Muted).Put([Audience.Of(accountId)], ct);
        return await db.Audiences.AsNoTracking().SingleAsync(row => row.AccountId == accountId, ct);
    }

    public static Task Add(PortalDb db, long accountId, long followers, long muted, CancellationToken ct) =>
        db
            .Audiences.Where(row => row.AccountId == accountId)
            .ExecuteUpdateAsync(
                set =>
                    set.SetProperty(row => row.Followers, row => row.Followers + followers)
                        .SetProperty(row => row.Muted, row => row.Muted + muted),
                ct
            );
}
