using Portal.Domain.Kernel;

namespace Portal.Domain.Data;

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
