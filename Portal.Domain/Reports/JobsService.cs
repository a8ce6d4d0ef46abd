using Microsoft.EntityFrameworkCore;
using Portal.Domain.Data;
using Portal.Domain.Identity;
using Portal.Domain.Kernel;

namespace Portal.Domain.Reports;

public sealed record WorkRow(
    long Id,
    string Kind,
    long RefId,
    WorkState State,
    DateTime DueUtc,
    int Attempts,
    string? LastError,
    long Progress,
    long Total,
    DateTime CreatedUtc,
    DateTime? FinishedUtc
);

public sealed record WorkList(Page<WorkRow> Page, IReadOnlyDictionary<WorkState, int> Counts);

/// <summary>Work that waits, runs or has failed, and asking for it again.</summary>
public sealed class JobsService(IDbContextFactory<PortalDb> dbs, Gate gate, TimeProvider clock)
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
        return new WorkList(page, counts);
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
}
