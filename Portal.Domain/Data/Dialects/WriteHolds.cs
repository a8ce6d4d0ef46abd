using System.Data.Common;
using System.Diagnostics;
using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Portal.Domain.Kernel;

namespace Portal.Domain.Data;

/// <summary>
/// Measures how long transactions last once they have begun: on SQLite nobody else writes meanwhile, and a page that saves a form waits. Waiting
/// for one's own turn is not counted. Changes without a transaction of their own count as they run.
/// </summary>
internal sealed class WriteHolds : DbTransactionInterceptor
{
    private readonly ConditionalWeakTable<DbTransaction, StrongBox<long>> _begun = [];

    public static WriteHolds Instance { get; } = new();

    public override DbTransaction TransactionStarted(DbConnection connection, TransactionEndEventData eventData, DbTransaction result)
    {
        // Npgsql has one transaction object a connection, and one that was not committed leaves its beginning behind.
        _begun.AddOrUpdate(result, new StrongBox<long>(Stopwatch.GetTimestamp()));
        return result;
    }

    public override ValueTask<DbTransaction> TransactionStartedAsync(
        DbConnection connection,
        TransactionEndEventData eventData,
        DbTransaction result,
        CancellationToken cancellationToken = default
    ) => ValueTask.FromResult(TransactionStarted(connection, eventData, result));

    public override void TransactionCommitted(DbTransaction transaction, TransactionEndEventData eventData) => Ended(transaction);

    public override Task TransactionCommittedAsync(
        DbTransaction transaction,
        TransactionEndEventData eventData,
        CancellationToken cancellationToken = default
    )
    {
        Ended(transaction);
        return Task.CompletedTask;
    }

    private void Ended(DbTransaction transaction)
    {
        if (_begun.TryGetValue(transaction, out var begun))
        {
            _begun.Remove(transaction);
            Telemetry.WriteHeld.Record(Stopwatch.GetElapsedTime(begun.Value).TotalSeconds);
        }
    }
}
