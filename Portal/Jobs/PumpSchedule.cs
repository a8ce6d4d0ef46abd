using Hangfire;
using Microsoft.EntityFrameworkCore;
using Portal.Domain.Data;
using Portal.Domain.Kernel;

namespace Portal.Jobs;

/// <summary>Looks every two seconds whether work is due, and only then wakes a Hangfire worker: an idle site writes nothing.</summary>
internal sealed class PumpSchedule(
    IDbContextFactory<PortalDb> dbs,
    IBackgroundJobClient hangfire,
    TimeProvider clock,
    ILogger<PumpSchedule> logger
) : BackgroundService
{
    internal static readonly TimeSpan Period = TimeSpan.FromSeconds(2);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Period);
        do
        {
            try
            {
                await using var db = await dbs.CreateDbContextAsync(stoppingToken);
                var now = clock.UtcNow();
                if (
                    await db.WorkItems.AnyAsync(
                        row =>
                            (row.State == WorkState.Waiting && row.DueUtc <= now)
                            || (row.State == WorkState.Running && row.LeasedUntilUtc < now),
                        stoppingToken
                    )
                )
                {
                    hangfire.Enqueue<PumpJob>(job => job.Run(CancellationToken.None));
                }
            }
            catch (Exception fault) when (fault is not OperationCanceledException)
            {
                logger.LogWarning(fault, "The pump could not look for due work; it looks again in {Seconds} s", Period.TotalSeconds);
            }
        } while (await timer.WaitForNextTickAsync(stoppingToken));
    }
}

/// <summary>Runs what is due. Two at once share the rows by lease.</summary>
[AutomaticRetry(Attempts = 0)]
public sealed class PumpJob(WorkQueue queue, WorkSteps steps)
{
    public Task Run(CancellationToken ct) => queue.RunDue(steps.Table, ct);
}
