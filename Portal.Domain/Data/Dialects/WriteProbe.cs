using Microsoft.EntityFrameworkCore;

namespace Portal.Domain.Data;

/// <summary>
/// Whether a write commits: a database that is read only, on a full disk or held by somebody for good answers every question and takes
/// nothing. One counter is written, at most once in five seconds however many ask, and nobody waits longer than ten.
/// </summary>
public sealed class WriteProbe(IDbContextFactory<PortalDb> dbs, TimeProvider clock)
{
    public const string Counter = "health-probe";
    public static readonly TimeSpan Fresh = TimeSpan.FromSeconds(5);
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private readonly KeptAnswer<bool> _written = new(() => Commit(dbs), clock);

    /// <summary>Writes, or tells how the last write ended.</summary>
    /// <exception cref="TimeoutException">The write has not ended within <see cref="Patience"/>; it goes on, and who asks again waits for the same one.</exception>
    public Task Write(CancellationToken ct) => _written.Get(ct);

    private static async Task<bool> Commit(IDbContextFactory<PortalDb> dbs)
    {
        await using var db = await dbs.CreateDbContextAsync();
        await Sequences.Count(db, Counter, CancellationToken.None);
        return true;
    }
}
