using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Portal.Domain.Data;
using Portal.Domain.Kernel;

namespace Portal.Domain.Identity;

/// <summary>
/// The Gate and then a turn: whoever lacks the permit is refused before anybody waits for them, and what the wait may have cost is asked
/// again inside, where it is still so when it is written.
/// </summary>
internal static class GateTurns
{
    /// <summary>The merchant as it is inside the turn, and the transaction, which is the caller's to commit.</summary>
    /// <exception cref="Refusal">As <see cref="Gate.Merchant(PortalDb, Actor, string, Permit, CancellationToken)"/>.</exception>
    public static async Task<MerchantTurn> BeginTurn(
        this Gate gate,
        PortalDb db,
        Actor actor,
        string slug,
        Permit permit,
        string turn,
        CancellationToken ct
    )
    {
        var before = await gate.Merchant(db, actor, slug, permit, ct);
        // Read anew inside, not remembered from here.
        db.Entry(before).State = EntityState.Detached;
        var transaction = await db.BeginTurn(turn, ct);
        try
        {
            return new MerchantTurn(transaction, await gate.Merchant(db, actor, slug, permit, ct));
        }
        catch
        {
            await transaction.DisposeAsync();
            throw;
        }
    }

    /// <summary>As the other, for what is the operator's.</summary>
    /// <exception cref="Refusal">As <see cref="Gate.Staff"/>.</exception>
    public static async Task<IDbContextTransaction> BeginTurn(
        this Gate gate,
        PortalDb db,
        Actor actor,
        Permit permit,
        string turn,
        CancellationToken ct
    )
    {
        await gate.Staff(db, actor, permit, ct);
        var transaction = await db.BeginTurn(turn, ct);
        try
        {
            await gate.Staff(db, actor, permit, ct);
            return transaction;
        }
        catch
        {
            await transaction.DisposeAsync();
            throw;
        }
    }
}

/// <summary>A transaction that has the turn of its name, at a merchant the actor holds the permit for.</summary>
internal sealed record MerchantTurn(IDbContextTransaction Transaction, Merchant Merchant) : IAsyncDisposable
{
    public Task Commit(CancellationToken ct) => Transaction.CommitAsync(ct);

    public ValueTask DisposeAsync() => Transaction.DisposeAsync();
}
