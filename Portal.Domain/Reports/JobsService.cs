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
public sealed class JobsService(Acts acts, ScheduleNames clocks, TimeProvider clock)
{
    /// <summary>Work items of one state (what needs a look when none is named: waiting, running and failed), newest first.</summary>
    public async Task<WorkList> List(Actor actor, WorkState? state, PageAsk ask, CancellationToken ct)
    {
        await using var act = await acts.Staff(actor, Permit.ViewJobs, ct);
        var counts = await act
            .Db.WorkItems.GroupBy(row => row.State)
            .Select(group => new { group.Key, Count = group.Count() })
            .ToDictionaryAsync(group => group.Key, group => group.Count, ct);
        var rows = state is { } wanted
            ? act.Db.WorkItems.Where(row => row.State == wanted)
            : act.Db.WorkItems.Where(row => row.State != WorkState.Done);
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
        return new WorkList(page, counts, await act.Db.Policy(OperationsPolicies.WorkLateMinutes, ct));
    }

    /// <summary>Asks for failed work again, from its first attempt. Asking for work that is not failed changes nothing.</summary>
    /// <exception cref="Refusal">No such work.</exception>
    public async Task Retry(Actor actor, long workId, CancellationToken ct)
    {
        await using var act = await acts.Staff(actor, Permit.RetryJobs, ct);
        var item = await act.Db.WorkItems.SingleOrDefaultAsync(row => row.Id == workId, ct) ?? throw Refusal.NotFound();
        if (item.State != WorkState.Failed)
        {
            return;
        }

        var error = item.LastError;
        item.Requeue(clock.UtcNow());
        await act.Commit(
            "work.retried",
            "work",
            $"{item.Kind}:{item.RefId.ToString(System.Globalization.CultureInfo.InvariantCulture)}",
            before: new { error }
        );
    }

    /// <summary>The clocks of the schedule with their last run.</summary>
    public async Task<IReadOnlyList<ScheduleRow>> Clocks(Actor actor, CancellationToken ct)
    {
        await using var act = await acts.Staff(actor, Permit.ViewJobs, ct);
        var runs = await act.Db.ClockRuns.AsNoTracking().ToDictionaryAsync(row => row.Name, ct);
        var kinds = clocks.All.Select(ScheduleNames.WorkKind).ToArray();
        var asked = await act
            .Db.WorkItems.Where(row => kinds.Contains(row.Kind) && (row.State == WorkState.Waiting || row.State == WorkState.Running))
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
    public async Task RunClock(Actor actor, string name, CancellationToken ct)
    {
        await using var act = await acts.Staff(actor, Permit.RunClocks, ct);
        if (!clocks.All.Contains(name))
        {
            throw Refusal.NotFound();
        }

        var kind = ScheduleNames.WorkKind(name);
        var now = clock.UtcNow();
        await act.Lock(kind);
        var item = await act.Db.WorkItems.SingleOrDefaultAsync(row => row.Kind == kind, ct);
        if (item is { State: WorkState.Waiting or WorkState.Running })
        {
            return;
        }

        await act.Db.Ask(kind, 0, now, now, ct);
        await act.Commit("clock.asked", "clock", name);
    }
}
