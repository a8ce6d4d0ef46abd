using System.Diagnostics;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Portal.Domain.Kernel;

namespace Portal.Domain.Data;

/// <summary>A step of work: true when it is finished, false when it made progress and wants to go on in a next slice.</summary>
public delegate Task<bool> WorkStep(WorkItem item, CancellationToken ct);

/// <summary>
/// Leases and runs work rows. Safe on any number of servers at once: taking a row is one conditional update that one server wins.
/// Infrastructure, not a sentence of a user: callers are the pump job and the operator commands, the steps ask the Gate themselves.
/// </summary>
public sealed class WorkQueue(IDbContextFactory<PortalDb> dbs, TimeProvider clock, ILogger<WorkQueue> logger)
{
    private const string Finished = "finished";
    private const string Stopped = "stopped";
    private const string Refused = "refused";
    private const string Failed = "failed";

    /// <summary>Runs what is due until nothing is left, or <paramref name="ct"/> asks to stop (between slices). Returns how many finished.</summary>
    public async Task<int> RunDue(IReadOnlyDictionary<string, WorkStep> steps, CancellationToken ct, string? onlyKind = null)
    {
        var finished = 0;
        while (!ct.IsCancellationRequested && await TakeNext(steps.Keys, onlyKind, ct) is { } item)
        {
            if (await RunOne(item, steps[item.Kind], ct))
            {
                finished++;
            }
        }

        return finished;
    }

    private async Task<bool> RunOne(WorkItem item, WorkStep step, CancellationToken ct)
    {
        using var span = Signals.Source.StartActivity("work " + item.Kind);
        span?.SetTag("work.kind", item.Kind).SetTag("work.attempt", item.Attempts);
        var watch = Stopwatch.StartNew();
        var outcome = await Outcome(item, step, ct);
        Signals.WorkTime.Record(watch.Elapsed.TotalSeconds, new KeyValuePair<string, object?>("kind", item.Kind));
        Signals.WorkDone.Add(1, new("kind", item.Kind), new("outcome", outcome));
        span?.SetTag("work.outcome", outcome).SetStatus(outcome == Failed ? ActivityStatusCode.Error : ActivityStatusCode.Unset);
        return outcome == Finished;
    }

    private async Task<string> Outcome(WorkItem item, WorkStep step, CancellationToken ct)
    {
        try
        {
            while (!await step(item, ct))
            {
                if (!await Update(item.Id, row => row.Renew(clock.UtcNow())) || ct.IsCancellationRequested)
                {
                    return Stopped;
                }
            }

            await Update(item.Id, row => row.Finish(clock.UtcNow()));
            return Finished;
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            // Stopping: the lease runs out and another start takes it up where it stands.
            return Stopped;
        }
        catch (Refusal refusal)
        {
            logger.LogWarning("Work {Kind} {RefId} refused: {Code}", item.Kind, item.RefId, refusal.Code);
            await Update(item.Id, row => row.GiveUp(refusal.Message, clock.UtcNow()));
            return Refused;
        }
        catch (Exception fault)
        {
            logger.LogError(fault, "Work {Kind} {RefId} failed on attempt {Attempt}", item.Kind, item.RefId, item.Attempts);
            await Update(item.Id, row => row.Retry(fault.Message, clock.UtcNow()));
            return Failed;
        }
    }

    private async Task<WorkItem?> TakeNext(IEnumerable<string> kinds, string? onlyKind, CancellationToken ct)
    {
        var wanted = onlyKind is null ? kinds.ToArray() : [onlyKind];
        while (true)
        {
            await using var db = await dbs.CreateDbContextAsync(ct);
            var now = clock.UtcNow();
            var item = await db
                .WorkItems.Where(row => wanted.Contains(row.Kind))
                .Where(row =>
                    (row.State == WorkState.Waiting && row.DueUtc <= now) || (row.State == WorkState.Running && row.LeasedUntilUtc < now)
                )
                .OrderBy(row => row.DueUtc)
                .ThenBy(row => row.Id)
                .FirstOrDefaultAsync(ct);
            if (item is null)
            {
                return null;
            }

            item.Take(now);
            try
            {
                await db.SaveChangesAsync(ct);
                return item;
            }
            catch (Refusal refusal) when (refusal.Code == KernelRefusals.Conflict)
            {
                // Another server took this one a moment earlier: look for the next.
            }
        }
    }

    /// <summary>False when the row is no longer ours to write (someone else took it over after our lease ended).</summary>
    private async Task<bool> Update(long id, Action<WorkItem> change)
    {
        await using var db = await dbs.CreateDbContextAsync(CancellationToken.None);
        var item = await db.WorkItems.SingleAsync(row => row.Id == id);
        change(item);
        try
        {
            await db.SaveChangesAsync();
            return true;
        }
        catch (Refusal refusal) when (refusal.Code == KernelRefusals.Conflict)
        {
            return false;
        }
    }
}
