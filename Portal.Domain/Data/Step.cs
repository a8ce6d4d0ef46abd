using Microsoft.EntityFrameworkCore.Storage;
using Portal.Domain.Kernel;

namespace Portal.Domain.Data;

/// <summary>
/// One context and the transaction in it. The transaction begins where the caller says so, and not before: on SQLite all other writers wait
/// for it, so what takes long (hashing, reading a file, drawing a picture) is done first. Left without <see cref="Commit()"/>, nothing stays.
/// </summary>
internal class Step(PortalDb db, bool owned, CancellationToken ct) : IAsyncDisposable
{
    private IDbContextTransaction? _transaction;

    public PortalDb Db => db;

    /// <summary>Begins the transaction.</summary>
    public async Task Begin() => _transaction = await db.Database.BeginTransactionAsync(ct);

    /// <summary>
    /// Waits until nobody else is inside the same named work, to the end of the transaction, which begins here when none has begun: what is
    /// looked up from now on is still so when it is written.
    /// </summary>
    public async Task Lock(string name)
    {
        if (_transaction is null)
        {
            await Begin();
        }

        await db.Acquire(name, ct);
    }

    public Task Save() => db.SaveChangesAsync(ct);

    /// <summary>Saves; whoever loses the race for the index (for any row, when none is named) is told this instead.</summary>
    public Task Save(Func<Refusal> lost, string? index = null) => db.SaveOr(lost, index, ct);

    /// <summary>Saves what is left and commits, if a transaction was begun; saving alone is a transaction too.</summary>
    public async Task Commit()
    {
        await db.SaveChangesAsync(ct);
        if (_transaction is not null)
        {
            await _transaction.CommitAsync(ct);
            await End();
        }
    }

    /// <summary>As the other; whoever loses the race is told this instead.</summary>
    public async Task Commit(Func<Refusal> lost, string? index = null)
    {
        await Save(lost, index);
        await Commit();
    }

    /// <summary>Takes back what was written since the transaction began, and lets go of its locks.</summary>
    public Task GiveUp() => End();

    public async ValueTask DisposeAsync()
    {
        await End();
        if (owned)
        {
            await db.DisposeAsync();
        }
    }

    private async Task End()
    {
        if (_transaction is { } transaction)
        {
            _transaction = null;
            await transaction.DisposeAsync();
        }
    }
}
