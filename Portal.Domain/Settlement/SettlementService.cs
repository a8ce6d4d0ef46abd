using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Portal.Domain.Data;
using Portal.Domain.Identity;
using Portal.Domain.Kernel;
using Portal.Domain.Payments;

namespace Portal.Domain.Settlement;

/// <summary>Closes business days: finishes what is pending before them, then makes each merchant's statement, exactly once.</summary>
public sealed class SettlementService(
    IDbContextFactory<PortalDb> dbs,
    Gate gate,
    BillPosting bills,
    FeeAccrual fees,
    DayClose close,
    SettlementZone zone,
    TimeProvider clock,
    ILogger<SettlementService> logger
)
{
    public const string CloseWork = "settlement.close";

    /// <summary>Decides the fees of everything posted so far; running it again changes nothing.</summary>
    [Needs(Permit.AccrueFees)]
    public async Task<int> AccrueFees(Actor actor, CancellationToken ct)
    {
        await using (var db = await dbs.CreateDbContextAsync(ct))
        {
            await gate.Staff(db, actor, Permit.AccrueFees, ct);
        }

        return await fees.RunAll(ct);
    }

    /// <summary>Closes every day up to and with <paramref name="through"/>. Safe to start again, to kill and to run twice at once.</summary>
    /// <exception cref="Refusal">The day is not over in the settlement zone.</exception>
    [Needs(Permit.RunSettlement)]
    public async Task<CloseResult> Settle(Actor actor, DateOnly through, CancellationToken ct)
    {
        await using (var db = await dbs.CreateDbContextAsync(ct))
        {
            await gate.Staff(db, actor, Permit.RunSettlement, ct);
        }

        Refusal.Unless(through < zone.Today(clock), SettlementRefusals.DayNotOver, through, zone.Today(clock));
        using var span = Signals.Source.StartActivity("settle");
        await bills.RunAll(ct);
        await fees.RunAll(ct);
        var runId = await Open(actor, through, ct);
        var result = await close.Run(
            through,
            (merchant, fault) =>
            {
                logger.LogError(fault, "Merchant {Merchant} could not be settled through {Through}", merchant, through);
                return Task.CompletedTask;
            },
            ct
        );
        await Finish(actor, runId, result, ct);
        Signals.Statements.Add(result.Statements);
        return result;
    }

    /// <summary>The nightly close: every day that is over and not yet closed, so that a night missed is made up for.</summary>
    [Needs(Permit.RunSettlement)]
    public Task<CloseResult> SettleYesterday(Actor actor, CancellationToken ct) => Settle(actor, zone.Today(clock).AddDays(-1), ct);

    /// <summary>Asks for a day to be closed in the background; asking twice is asking once.</summary>
    /// <exception cref="Refusal">The day is not over in the settlement zone.</exception>
    [Needs(Permit.RunSettlement)]
    public async Task<long> Start(Actor actor, DateOnly through, CancellationToken ct)
    {
        await using (var db = await dbs.CreateDbContextAsync(ct))
        {
            await gate.Staff(db, actor, Permit.RunSettlement, ct);
        }

        Refusal.Unless(through < zone.Today(clock), SettlementRefusals.DayNotOver, through, zone.Today(clock));
        var runId = await Open(actor, through, ct);
        await using var queue = await dbs.CreateDbContextAsync(ct);
        var now = clock.UtcNow();
        var item = await queue.WorkItems.SingleOrDefaultAsync(row => row.Kind == CloseWork && row.RefId == runId, ct);
        if (item is null)
        {
            queue.WorkItems.Add(WorkItem.For(CloseWork, runId, now, now));
        }
        else
        {
            item.Requeue(now);
        }

        await queue.SaveChangesAsync(ct);
        return runId;
    }

    /// <summary>Does the work that <see cref="Start"/> asked for.</summary>
    [Needs(Permit.RunSettlement)]
    public async Task<bool> Continue(Actor actor, long runId, CancellationToken ct)
    {
        DateOnly through;
        await using (var db = await dbs.CreateDbContextAsync(ct))
        {
            await gate.Staff(db, actor, Permit.RunSettlement, ct);
            through = await db.SettlementRuns.Where(row => row.Id == runId).Select(row => row.Through).SingleAsync(ct);
        }

        var result = await Settle(actor, through, ct);
        return result.Failures == 0
            ? true
            : throw new InvalidOperationException($"{result.Failures} merchants could not be settled through {through:yyyy-MM-dd}.");
    }

    private async Task<long> Open(Actor actor, DateOnly through, CancellationToken ct)
    {
        await using var db = await dbs.CreateDbContextAsync(ct);
        var run = await db.SettlementRuns.SingleOrDefaultAsync(row => row.Through == through, ct);
        if (run is not null)
        {
            return run.Id;
        }

        run = SettlementRun.Start(through, actor.Name, clock.UtcNow());
        db.SettlementRuns.Add(run);
        db.Audit(actor, "settlement.started", "settlement-run", $"SR-{through:yyyyMMdd}", after: new { through });
        try
        {
            await db.SaveChangesAsync(ct);
            return run.Id;
        }
        catch (DbUpdateException fault) when (db.IsUniqueViolation(fault))
        {
            await using var again = await dbs.CreateDbContextAsync(ct);
            return await again.SettlementRuns.Where(row => row.Through == through).Select(row => row.Id).SingleAsync(ct);
        }
    }

    private async Task Finish(Actor actor, long runId, CloseResult result, CancellationToken ct)
    {
        await using var db = await dbs.CreateDbContextAsync(ct);
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        await db.TakeTurn("settlement-run", ct);
        var run = await db.SettlementRuns.SingleAsync(row => row.Id == runId, ct);
        if (result.Statements > 0 || run.State == RunState.Running || result.Failures != run.Failures)
        {
            run.Finish(result.Statements, result.Failures, clock.UtcNow());
            db.Audit(
                actor,
                "settlement.closed",
                "settlement-run",
                $"SR-{run.Through:yyyyMMdd}",
                after: new
                {
                    run.Through,
                    result.Statements,
                    result.NetMinor,
                    result.Failures,
                }
            );
        }

        await db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
    }
}
