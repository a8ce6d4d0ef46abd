using Microsoft.EntityFrameworkCore;
using Portal.Domain.Kernel;

namespace Portal.Domain.Data;

/// <summary>
/// The policies in force, read where they are used and kept nowhere: a change holds for the next act on every server, and an act sees one state
/// of them. The table has a row a change, so all of it is a few kilobytes.
/// </summary>
internal static class PolicyReads
{
    /// <summary>One change at a time, so that what loosens is judged by what is there.</summary>
    public const string ChangeTurn = "policies";

    public static async Task<PolicySet> Policies(this PortalDb db, CancellationToken ct)
    {
        var rows = await db
            .PolicyRows.AsNoTracking()
            .Where(row => row.State == PolicyState.Agreed)
            .OrderBy(row => row.Id)
            .Select(row => new
            {
                row.Key,
                row.Value,
                From = row.FromUtc!.Value,
            })
            .ToListAsync(ct);
        return new PolicySet(rows.Select(row => (row.Key, new DatedNumber(row.From, Kernel.Policy.Number(row.Value)))));
    }

    /// <summary>The one policy, as it is now.</summary>
    public static async Task<T> Policy<T>(this PortalDb db, Policy<T> policy, CancellationToken ct)
    {
        var now = db.Time.UtcNow();
        var value = await db
            .PolicyRows.Where(row => row.Key == policy.Key && row.State == PolicyState.Agreed && row.FromUtc <= now)
            .OrderByDescending(row => row.FromUtc)
            .ThenByDescending(row => row.Id)
            .Select(row => row.Value)
            .FirstOrDefaultAsync(ct);
        return value is null ? policy.Standard : policy.Read(Kernel.Policy.Number(value));
    }
}
