using Microsoft.EntityFrameworkCore;
using Portal.Domain.Kernel;

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
        await db.Database.ExecuteSqlAsync(
            $"""
            INSERT INTO "Sequences" ("Name", "Last") VALUES ({Counter}, 1)
            ON CONFLICT ("Name") DO UPDATE SET "Last" = "Sequences"."Last" + 1
            """
        );
        return true;
    }
}

/// <summary>
/// An answer of the database that anybody may ask for: it is asked at most once in <see cref="WriteProbe.Fresh"/> however many ask, a fault is
/// an answer too, and nobody waits longer than <see cref="WriteProbe.Patience"/>.
/// </summary>
public sealed class KeptAnswer<T>(Func<Task<T>> ask, TimeProvider clock)
{
    private readonly Lock _lock = new();
    private Task<T>? _running;
    private DateTime _beganUtc;

    public Task<T> Get(CancellationToken ct)
    {
        Task<T> run;
        lock (_lock)
        {
            if (_running is null || (_running.IsCompleted && _beganUtc + WriteProbe.Fresh <= clock.UtcNow()))
            {
                _beganUtc = clock.UtcNow();
                // Not the caller's token: others may wait for the same answer. And not on the caller's thread: SQLite waits in its own code.
                _running = Task.Run(ask, CancellationToken.None);
            }

            run = _running;
        }

        return run.WaitAsync(WriteProbe.Patience, clock, ct);
    }
}
