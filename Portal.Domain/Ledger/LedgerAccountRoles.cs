using Microsoft.EntityFrameworkCore;
using Portal.Domain.Data;

namespace Portal.Domain.Ledger;

/// <summary>
/// Servers of release 0.1.0 make accounts without a role while the next release runs beside them. Whatever goes by roles fills in what is
/// missing first: at each start, and before money is settled.
/// </summary>
internal static class LedgerAccountRoles
{
    public static async Task Fill(PortalDb db, CancellationToken ct)
    {
        var bare = await db.LedgerAccounts.Where(account => account.Role == null).OrderBy(account => account.Id).ToListAsync(ct);
        bare.ForEach(account => account.TakeRole());
        if (bare.Count > 0)
        {
            await db.SaveChangesAsync(ct);
        }
    }
}
