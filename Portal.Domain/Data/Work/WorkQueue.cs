using System.Diagnostics;
using System.Globalization;
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
    private static readonly string Server = string.Create(
        CultureInfo.InvariantCulture,
        $"{Environment.MachineName}:{Environment.ProcessId}"
    );

    private const string Finished = "finished";
    private const string Stopped = "stopped";
    private const string Refused = "refused";
    private const string Lost = "lost";
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

    /// <summary>
    /// Asks for a kind of work of which there is one, a clock's: from now on it is a row like all other work, taken by one server and taken
    /// over when that one dies. While it waits or runs, asking again changes nothing.
    /// </summary>
    public async Task Ask(string kind, CancellationToken ct)
    {
        await using var db = await dbs.CreateDbContextAsync(ct);
        var now = clock.UtcNow();
        if (await db.WorkItems.AnyAsync(row => row.Kind == kind && (row.State == WorkState.Waiting || row.State == WorkState.Running), ct))
        {
            return;
        }

        await db.Ask(kind, 0, now, now, ct);
        try
        {
            await db.SaveChangesAsync(ct);
        }
        catch (Refusal lost) when (lost.Code == KernelRefusals.Conflict)
        {
            // Another server asked at the same moment.
        }
    }

    private async Task<bool> RunOne(WorkItem item, WorkStep step, CancellationToken ct)
    {
        using var span = Telemetry.Source.StartActivity("work " + item.Kind);
        span?.SetTag("work.kind", item.Kind).SetTag("work.attempt", item.Attempts + 1);
        var watch = Stopwatch.StartNew();
        var outcome = await Outcome(item, step, ct);
        Telemetry.WorkTime.Record(watch.Elapsed.TotalSeconds, new KeyValuePair<string, object?>("kind", item.Kind));
        Telemetry.WorkDone.Add(1, new("kind", item.Kind), new("outcome", outcome));
        span?.SetTag("work.outcome", outcome).SetStatus(outcome == Failed ? ActivityStatusCode.Error : ActivityStatusCode.Unset);
        return outcome == Finished;
    }

    private async Task<string> Outcome(WorkItem item, WorkStep step, CancellationToken ct)
    {
        // Ends the step when the server stops, and when the turn is no longer ours.
        using var held = CancellationTokenSource.CreateLinkedTokenSource(ct);
        var beats = Beats(item, held);
        try
        {
            while (!await step(item, held.Token))
            {
                held.Token.ThrowIfCancellationRequested();
            }

            return await Say(item, row => row.Finish(clock.UtcNow())) ? Finished : Stopped;
        }
        catch (Exception stopped) when (held.IsCancellationRequested)
        {
            // Whatever the step says of it (a connection that is closed under it speaks otherwise): it was stopped, and has not failed.
            logger.LogInformation(stopped, "Work {Kind} {RefId} was stopped", item.Kind, item.RefId);
            await Say(item, row => row.Release(clock.UtcNow()));
            return Stopped;
        }
        catch (Refusal refusal) when (refusal is { Code: KernelRefusals.Conflict, IsLostRace: false } or { Code: KernelRefusals.Busy })
        {
            // Done by another, or soon: no failure of the work.
            logger.LogInformation("Work {Kind} {RefId} lost a race", item.Kind, item.RefId);
            await Say(item, row => row.Lost(refusal.Message, clock.UtcNow()));
            return Lost;
        }
        catch (Refusal refusal) when (!refusal.IsLostRace)
        {
            logger.LogWarning("Work {Kind} {RefId} refused: {Code}", item.Kind, item.RefId, refusal.Code);
            await Say(item, row => row.GiveUp(refusal.Message, clock.UtcNow()));
            return Refused;
        }
        catch (Exception fault)
        {
            logger.LogError(fault, "Work {Kind} {RefId} failed on attempt {Attempt}", item.Kind, item.RefId, item.Attempts + 1);
            // A row that is there already may be another's doing, which the next try finds out, or a fault that comes again each time.
            await Say(
                item,
                row => row.Retry((fault as Refusal)?.InnerException?.GetBaseException().Message ?? fault.Message, clock.UtcNow())
            );
            return Failed;
        }
        finally
        {
            await held.CancelAsync();
            await beats;
        }
    }

    /// <summary>Renews the lease as long as the step runs, however long that is; when it is lost, stops the step.</summary>
    private async Task Beats(WorkItem item, CancellationTokenSource held)
    {
        using var timer = new PeriodicTimer(WorkItem.Beat, clock);
        try
        {
            while (await timer.WaitForNextTickAsync(held.Token))
            {
                if (!await Renew(item, held.Token))
                {
                    await held.CancelAsync();
                }
            }
        }
        catch (OperationCanceledException) when (held.IsCancellationRequested)
        {
            // The step is over.
        }
    }

    /// <summary>False when the turn is somebody else's. One that cannot be asked (the database is away) is asked at the next beat.</summary>
    private async Task<bool> Renew(WorkItem item, CancellationToken ct)
    {
        try
        {
            await using var db = await dbs.CreateDbContextAsync(ct);
            var until = clock.UtcNow() + WorkItem.Lease;
            // Without a new version: a beat is nothing that somebody who asks for the work again could lose a race against.
            return await db
                    .WorkItems.Where(row => row.Id == item.Id && row.Turn == item.Turn && row.State == WorkState.Running)
                    .ExecuteUpdateAsync(set => set.SetProperty(row => row.LeasedUntilUtc, until), ct) == 1;
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            logger.LogWarning(fault, "The lease of work {Kind} {RefId} could not be renewed", item.Kind, item.RefId);
            return true;
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

            var taken = item.Take(Server, now);
            try
            {
                await db.SaveChangesAsync(ct);
                if (taken)
                {
                    return item;
                }

                logger.LogCritical("Work {Kind} {RefId} is given up: {Error}", item.Kind, item.RefId, item.LastError);
            }
            catch (Refusal refusal) when (refusal.Code == KernelRefusals.Conflict)
            {
                // Another server took this one a moment earlier: look for the next.
            }
        }
    }

    /// <summary>Writes how it went. False when the turn is no longer ours: somebody else took it over, or it was asked for again.</summary>
    private async Task<bool> Say(WorkItem ours, Action<WorkItem> change)
    {
        while (true)
        {
            await using var db = await dbs.CreateDbContextAsync(CancellationToken.None);
            var item = await db.WorkItems.SingleAsync(row => row.Id == ours.Id);
            if (!item.IsHeld(ours.Turn))
            {
                return false;
            }

            change(item);
            try
            {
                await db.SaveChangesAsync();
                return true;
            }
            catch (Refusal refusal) when (refusal.Code == KernelRefusals.Conflict)
            {
                // Changed between reading and writing: look whose it is now.
            }
        }
    }
}
