using Microsoft.EntityFrameworkCore;
using Portal.Domain.Data;
using Portal.Domain.Identity;
using Portal.Domain.Kernel;

namespace Portal.Domain.Reports;

/// <summary>How a clock of the schedule last ran, and whether somebody has asked for it now.</summary>
public sealed record ScheduleRow(string Name, DateTime? StartedUtc, DateTime? FinishedUtc, bool Ok, string? Error, bool Asked);

/// <param name="LateAfter">How long past its time waiting work is late.</param>
public sealed record WorkList(Page<WorkRow> Page, IReadOnlyDictionary<WorkState, int> Counts, TimeSpan LateAfter);

/// <summary>Work that waits, runs or has failed, and asking for it again.</summary>
public sealed class JobsService(IDbContextFactory<PortalDb> dbs, Gate gate, ScheduleNames clocks, TimeProvider clock)
{
    /// <summary>Work items of one state (what needs a look when none is named: waiting, running and failed), newest first.</summary>
    [Needs(Permit.ViewJobs)]
    public async Task<WorkList> List(Actor actor, WorkState? state, PageAsk ask, CancellationToken ct)
    {
        await using var db = await dbs.CreateDbContextAsync(ct);
        await gate.Staff(db, actor, Permit.ViewJobs, ct);
        var counts = await db
            .WorkItems.GroupBy(row => row.State)
            .Select(group => new { group.Key, Count = group.Count() })
            .ToDictionaryAsync(group => group.Key, group => group.Count, ct);
        var rows = state is { } wanted
            ? db.WorkItems.Where(row => row.State == wanted)
            : db.WorkItems.Where(row => row.State != WorkState.Done);
        var page = await rows.PageOf(
            ask,
            row => row.Id,
            row => new WorkRow(
                row.Id,
                row.Kind,
                row.RefId,
                row.State,
                row.DueUtc,
                row.Attempts,
                row.LastError,
                row.Progress,
                row.Total,
                row.CreatedUtc,
                row.FinishedUtc
            ),
            row => row.Id,
            ct
        );
        return new WorkList(page, counts, await db.Policy(OperationsPolicies.WorkLateMinutes, ct));
    }

    /// <summary>Asks for failed work again, from its first attempt. Asking for work that is not failed changes nothing.</summary>
    /// <exception cref="Refusal">No such work.</exception>
    [Needs(Permit.RetryJobs)]
    public async Task Retry(Actor actor, long workId, CancellationToken ct)
    {
        await using var db = await dbs.CreateDbContextAsync(ct);
        await gate.Staff(db, actor, Permit.RetryJobs, ct);
        var item = await db.WorkItems.SingleOrDefaultAsync(row => row.Id == workId, ct) ?? throw Refusal.NotFound();
        if (item.State != WorkState.Failed)
        {
            return;
        }

        var error = item.LastError;
        item.Requeue(clock.UtcNow());
        db.Audit(
            actor,
            "work.retried",
            "work",
            $"{item.Kind}:{item.RefId.ToString(System.Globalization.CultureInfo.InvariantCulture)}",
            before: new { error }
        );
        await db.SaveChangesAsync(ct);
    }

    /// <summary>The clocks of the schedule with their last run.</summary>
    [Needs(Permit.ViewJobs)]
    public async Task<IReadOnlyList<ScheduleRow>> Clocks(Actor actor, CancellationToken ct)
    {
        await using var db = await dbs.CreateDbContextAsync(ct);
        await gate.Staff(db, actor, Permit.ViewJobs, ct);
        var runs = await db.ClockRuns.AsNoTracking().ToDictionaryAsync(row => row.Name, ct);
        var kinds = clocks.All.Select(ScheduleNames.WorkKind).ToArray();
        var asked = await db
            .WorkItems.Where(row => kinds.Contains(row.Kind) && (row.State == WorkState.Waiting || row.State == WorkState.Running))
            .Select(row => row.Kind)
            .ToListAsync(ct);
        return
        [
            .. clocks.All.Select(name =>
            {
                var run = runs.GetValueOrDefault(name);
                return new ScheduleRow(
                    name,
                    run?.StartedUtc,
                    run?.FinishedUtc,
                    run?.Ok ?? false,
                    run?.Error,
                    asked.Contains(ScheduleNames.WorkKind(name))
                );
            }),
        ];
    }

    /// <summary>Asks for a clock's work at once. Asking twice is asking once.</summary>
    /// <exception cref="Refusal">No such clock.</exception>
    [Needs(Permit.RunClocks)]
    public async Task RunClock(Actor actor, string name, CancellationToken ct)
    {
        await using var db = await dbs.CreateDbContextAsync(ct);
        await gate.Staff(db, actor, Permit.RunClocks, ct);
        if (!clocks.All.Contains(name))
        {
            throw Refusal.NotFound();
        }

        var kind = ScheduleNames.WorkKind(name);
        var now = clock.UtcNow();
        await using var tx = await db.BeginTurn(kind, ct);
        var item = await db.WorkItems.SingleOrDefaultAsync(row => row.Kind == kind, ct);
        if (item is { State: WorkState.Waiting or WorkState.Running })
        {
            return;
        }

        await db.Ask(kind, 0, now, now, ct);
        db.Audit(actor, "clock.asked", "clock", name);
        await db.SaveChangesAsync(ct);
        await tx.CommitAsync(ct);
    }
}
