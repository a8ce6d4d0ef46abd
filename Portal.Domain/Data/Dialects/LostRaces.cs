using System.Data.Common;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Storage;
using Npgsql;
using Portal.Domain.Kernel;

namespace Portal.Domain.Data;

/// <summary>
/// What a database breaks off for the sake of others is a <see cref="Refusal"/> (<see cref="KernelRefusals.Busy"/>), whatever the command:
/// PostgreSQL ends one of several transactions that wait for each other in a ring (40P01) or cannot be put in an order (40001), SQLite gives
/// up when its one writer does not make way (busy, locked). Nothing of such a transaction is stored, so it may be tried again.
/// </summary>
internal sealed class LostRaces : DbCommandInterceptor
{
    public static LostRaces Instance { get; } = new();

    public override void CommandFailed(DbCommand command, CommandErrorEventData eventData) => Refuse(eventData.Exception);

    public override Task CommandFailedAsync(
        DbCommand command,
        CommandErrorEventData eventData,
        CancellationToken cancellationToken = default
    )
    {
        Refuse(eventData.Exception);
        return Task.CompletedTask;
    }

    /// <summary>The database's own fault inside another; null when there is none.</summary>
    public static DbException? Fault(Exception? exception)
    {
        while (exception is not (null or SqliteException or PostgresException))
        {
            exception = exception.InnerException;
        }

        return exception as DbException;
    }

    public static bool IsBrokenOff(Exception exception) =>
        Fault(exception)
            is PostgresException { SqlState: PostgresErrorCodes.DeadlockDetected or PostgresErrorCodes.SerializationFailure }
                or SqliteException { SqliteErrorCode: SQLitePCL.raw.SQLITE_BUSY or SQLitePCL.raw.SQLITE_LOCKED };

    public static Refusal BrokenOff(Exception fault)
    {
        Telemetry.RacesLost.Count("kind", "broken-off");
        return Refusal.Lost(fault, KernelRefusals.Busy);
    }

    public static Refusal Taken(Exception fault, string key)
    {
        Telemetry.RacesLost.Count("kind", key);
        return Refusal.Lost(fault, KernelRefusals.Conflict);
    }

    private static void Refuse(Exception fault)
    {
        if (IsBrokenOff(fault))
        {
            throw BrokenOff(fault);
        }
    }

    /// <summary>Beginning a transaction is no command: on SQLite it is where a writer waits for the one before it.</summary>
    internal sealed class Facade(DbContext context) : DatabaseFacade(context)
    {
        public override async Task<IDbContextTransaction> BeginTransactionAsync(CancellationToken cancellationToken = default)
        {
            try
            {
                return await base.BeginTransactionAsync(cancellationToken);
            }
            catch (DbException fault) when (IsBrokenOff(fault))
            {
                throw BrokenOff(fault);
            }
        }
    }
}
