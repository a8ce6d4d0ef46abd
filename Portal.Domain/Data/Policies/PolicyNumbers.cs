using Microsoft.EntityFrameworkCore;
using Portal.Domain.Kernel;

namespace Portal.Domain.Data;

/// <summary>
/// The policies for pages that tell people a number beforehand (how long a message can be stopped, how large a file may be), and for the doors.
/// Everybody is told of them, so nobody is asked; what counts is read again by the act itself.
/// </summary>
public sealed class PolicyNumbers(IDbContextFactory<PortalDb> dbs)
{
    public async Task<T> Now<T>(Policy<T> policy, CancellationToken ct)
    {
        await using var db = await dbs.CreateDbContextAsync(ct);
        return await db.Policy(policy, ct);
    }

    /// <summary>Several at once, as they are now.</summary>
    public async Task<T> Read<T>(Func<PolicySet, DateTime, T> read, CancellationToken ct)
    {
        await using var db = await dbs.CreateDbContextAsync(ct);
        return read(await db.Policies(ct), db.Time.UtcNow());
    }
}
