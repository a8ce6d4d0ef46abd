using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Portal.Domain.Kernel;

namespace Portal.Domain.Data;

/// <summary>The same for single statements that change rows outside a transaction.</summary>
internal sealed class LoneWrites : DbCommandInterceptor
{
    public static LoneWrites Instance { get; } = new();

    public override int NonQueryExecuted(DbCommand command, CommandExecutedEventData eventData, int result)
    {
        if (command.Transaction is null && !command.CommandText.StartsWith("PRAGMA", StringComparison.Ordinal))
        {
            Telemetry.WriteHeld.Record(eventData.Duration.TotalSeconds);
        }

        return result;
    }

    public override ValueTask<int> NonQueryExecutedAsync(
        DbCommand command,
        CommandExecutedEventData eventData,
        int result,
        CancellationToken cancellationToken = default
    ) => ValueTask.FromResult(NonQueryExecuted(command, eventData, result));
}
