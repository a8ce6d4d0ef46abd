using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Portal.Domain.Data;
using Portal.Domain.Identity;
using Portal.Domain.Kernel;
using Portal.Domain.Ledger;
using Portal.Domain.Payments;

namespace Portal.Domain.Settlement;

/// <summary>Closes business days: finishes what is pending before them, then makes each merchant's statement, exactly once.</summary>
public sealed class SettlementService
{
    public const string CloseWork = "settlement.close";

    /// <summary>Writes down what the files of a run's statements hash to; RefId is the run.</summary>
    public const string SealWork = "statement.seal";

    private readonly Acts _acts;
    private readonly BillPosting _bills;
    private readonly FeeAccrual _fees;
    private readonly DayClose _close;
    private readonly VatPosting _vat;
    private readonly WarmUp _rehearsal;
    private readonly SettlementZone _zone;
    private readonly TimeProvider _clock;
    private readonly ILogger<SettlementService> _logger;

    internal SettlementService(
        Acts acts,
        BillPosting bills,
        FeeAccrual fees,
        DayClose close,
        VatPosting vat,
        WarmUp rehearsal,
        SettlementZone zone,
        TimeProvider clock,
        ILogger<SettlementService> logger
    ) =>
        (_acts, _bills, _fees, _close, _vat, _rehearsal, _zone, _clock, _logger) = (
            acts,
            bills,
            fees,
            close,
            vat,
            rehearsal,
            zone,
            clock,
            logger
        );

    /// <summary>Decides the fees of everything posted so far and taxes what is closed; running it again changes nothing.</summary>
    public async Task<int> AccrueFees(Actor actor, CancellationToken ct)
    {
        await using var act = await _acts.System(actor, Permit.AccrueFees, ct);
        var decided = await _fees.RunAll(ct);
        await _vat.RunAll(ct);
        return decided;
    }

    /// <summary>Closes every day up to and with <paramref name="through"/>. Safe to start again, to kill and to run twice at once.</summary>
    /// <exception cref="Refusal">The day is not over in the settlement zone.</exception>
    public async Task<CloseResult> Settle(Actor actor, DateOnly through, CancellationToken ct)
    {
        await using var act = await _acts.Staff(actor, Permit.RunSettlement, ct);
        Refusal.Unless(through < _zone.Today(_clock), SettlementRefusals.DayNotOver, through, _zone.Today(_clock));
        using var span = Telemetry.Source.StartActivity("settle");
        await _bills.RunAll(ct);
        await _fees.RunAll(ct);
        await _rehearsal.Once(ct);
        var runId = await Open(actor, through, ct);
        var failed = new List<long>();
        var result = await _close.Run(
            runId,
            through,
            async (merchant, fault) =>
            {
                failed.Add(merchant);
                _logger.LogError(fault, "Merchant {Merchant} could not be settled through {Through}", merchant, through);
                await NoteFailure(runId, merchant, fault, ct);
            },
            ct
        );
        await _vat.RunAll(ct);
        await Finish(actor, runId, result, [.. failed], ct);
        Telemetry.Statements.Add(result.Statements);
        return result;
    }

    /// <summary>
    /// The nightly close: every day that is over and not yet closed, so that a night missed is made up for. A run that a person cancelled
    /// stays cancelled; the next day's takes up what it left.
    /// </summary>
    public async Task<CloseResult> SettleYesterday(Actor actor, CancellationToken ct)
    {
        var through = _zone.Today(_clock).AddDays(-1);
        await using (var act = await _acts.Staff(actor, Permit.RunSettlement, ct))
        {
            if (await act.Db.SettlementRuns.AnyAsync(row => row.Through == through && row.State == RunState.Cancelled, ct))
            {
                return CloseResult.None;
            }
        }

        return await Settle(actor, through, ct);
    }

    /// <summary>Stops a run after the merchants it has in hand. What is closed stays closed; starting it again goes on with the rest.</summary>
    /// <exception cref="Refusal">Not found; it is over.</exception>
    public async Task Cancel(Actor actor, DateOnly through, CancellationToken ct)
    {
        await using var act = await _acts.Staff(actor, Permit.RunSettlement, ct);
        await act.Lock("settlement");
        var run = await act.Db.SettlementRuns.SingleOrDefaultAsync(row => row.Through == through, ct) ?? throw Refusal.NotFound();
        run.Cancel(_clock.UtcNow());
        await act.Commit(
            "settlement.cancelled",
            "settlement-run",
            RunNumber(through),
            after: new { run.MerchantsDone, run.MerchantsTotal }
        );
    }

    /// <summary>
    /// What closing through a day would make, statement by statement, by the code that makes them: each goes into the database under all its
    /// constraints and out again, so what a closing would fail for fails here. Bills not yet posted and fees not yet decided are not in it.
    /// </summary>
    /// <exception cref="Refusal">The day is not over in the settlement zone.</exception>
    public async Task<DryRun> Try(Actor actor, DateOnly through, CancellationToken ct)
    {
        await using var act = await _acts.Staff(actor, Permit.ViewSettlements, ct);
        Refusal.Unless(through < _zone.Today(_clock), SettlementRefusals.DayNotOver, through, _zone.Today(_clock));
        var dry = new DryRun(through);
        await _close.Try(dry, ct);
        if (dry.Failures > 0)
        {
            var ids = dry.Failed.Select(row => row.MerchantId).ToArray();
            var names = await act
                .Db.Merchants.Where(row => EF.Parameter(ids).Contains(row.Id))
                .Select(row => new
                {
                    row.Id,
                    row.Slug,
                    row.DisplayName,
                })
                .ToListAsync(ct);
            dry.Name(names.ToDictionary(row => row.Id, row => (row.Slug, row.DisplayName)));
        }

        return dry;
    }

    /// <summary>Asks for a day to be closed in the background; asking twice is asking once.</summary>
    /// <exception cref="Refusal">The day is not over in the settlement zone.</exception>
    public async Task<long> Start(Actor actor, DateOnly through, CancellationToken ct)
    {
        await using var act = await _acts.Staff(actor, Permit.RunSettlement, ct);
        Refusal.Unless(through < _zone.Today(_clock), SettlementRefusals.DayNotOver, through, _zone.Today(_clock));
        var runId = await Open(actor, through, ct);
        await using var step = await _acts.Step(ct);
        await step.Begin();
        var now = _clock.UtcNow();
        await step.Db.Ask(CloseWork, runId, now, now, ct);
        await step.Commit();
        return runId;
    }

    /// <summary>Does the work that <see cref="Start"/> asked for.</summary>
    public async Task<bool> Continue(Actor actor, long runId, CancellationToken ct)
    {
        SettlementRun run;
        await using (var act = await _acts.Staff(actor, Permit.RunSettlement, ct))
        {
            run = await act.Db.SettlementRuns.AsNoTracking().SingleAsync(row => row.Id == runId, ct);
        }

        if (run.State == RunState.Cancelled)
        {
            return true;
        }

        var through = run.Through;
        var result = await Settle(actor, through, ct);
        return result.Failures == 0
            ? true
            : throw new InvalidOperationException($"{result.Failures} merchants could not be settled through {through:yyyy-MM-dd}.");
    }

    private async Task<long> Open(Actor actor, DateOnly through, CancellationToken ct)
    {
        await using var step = await _acts.Step(ct);
        await LedgerAccountRoles.Fill(step.Db, ct);
        var run = await step.Db.SettlementRuns.SingleOrDefaultAsync(row => row.Through == through, ct);
        if (run is not null)
        {
            await step.Begin();
            run.GoOn();
            if (actor.Kind == ActorKind.User || actor == Actor.Operator)
            {
                // The clock goes on with it every hour; a person who does so says so by name. Without a new version: two who do are no conflict.
                var now = _clock.UtcNow();
                await step
                    .Db.SettlementRuns.Where(row => row.Id == run.Id)
                    .ExecuteUpdateAsync(
                        set => set.SetProperty(row => row.RestartedBy, actor.Name).SetProperty(row => row.RestartedUtc, now),
                        ct
                    );
                step.Db.Audit(
                    actor,
                    "settlement.started-again",
                    "settlement-run",
                    RunNumber(through),
                    after: new
                    {
                        through,
                        run.Statements,
                        run.Failures,
                    }
                );
            }

            await step.Commit();
            return run.Id;
        }

        run = SettlementRun.Start(through, actor.Name, _clock.UtcNow());
        step.Db.SettlementRuns.Add(run);
        step.Db.Audit(actor, "settlement.started", "settlement-run", RunNumber(through), after: new { through });
        if (await step.Db.SavedFirst(null, ct))
        {
            return run.Id;
        }

        await using var look = await _acts.Step(ct);
        return await look.Db.SettlementRuns.Where(row => row.Through == through).Select(row => row.Id).SingleAsync(ct);
    }

    private static string RunNumber(DateOnly through) => Things.Run.Of(through);

    private async Task NoteFailure(long runId, long merchantId, Exception fault, CancellationToken ct)
    {
        await using var step = await _acts.Step(ct);
        await step.Lock("settlement-run");
        var failure = await step.Db.SettlementFailures.SingleOrDefaultAsync(row => row.RunId == runId && row.MerchantId == merchantId, ct);
        if (failure is null)
        {
            failure = SettlementFailure.Of(runId, merchantId);
            step.Db.SettlementFailures.Add(failure);
        }

        failure.Failed(fault, _clock.UtcNow());
        await step.Commit();
    }

    private async Task Finish(Actor actor, long runId, CloseResult result, long[] failed, CancellationToken ct)
    {
        await using var step = await _acts.Step(ct);
        await step.Lock("settlement-run");
        // Nor does another run count meanwhile: what is done is never more than there is.
        await step.Lock("settlement");
        await PayoutHoldService.CallOffOver(step.Db, actor, ct);
        var now = _clock.UtcNow();
        var run = await step.Db.SettlementRuns.SingleAsync(row => row.Id == runId, ct);
        if (run.State == RunState.Cancelled)
        {
            return;
        }

        var failures = await StillFailing(step.Db, run, failed, now, ct);
        if (result.Statements > 0 || run.State == RunState.Running || failures != run.Failures)
        {
            run.Finish(failures, now);
            step.Db.Audit(
                actor,
                "settlement.closed",
                "settlement-run",
                RunNumber(run.Through),
                after: new
                {
                    run.Through,
                    result.Statements,
                    result.NetMinor,
                    run.Failures,
                }
            );
        }

        if (result.Statements > 0)
        {
            await step.Db.Ask(SealWork, runId, now, now, ct);
        }

        await step.Commit();
    }

    /// <summary>
    /// How many merchants stay unsettled. One that this run did not meet, because another run has it, is solved when nothing of it is left to
    /// close.
    /// </summary>
    private static async Task<int> StillFailing(PortalDb db, SettlementRun run, long[] failed, DateTime nowUtc, CancellationToken ct)
    {
        var noted = await db.SettlementFailures.Where(row => row.RunId == run.Id && row.SolvedUtc == null).ToListAsync(ct);
        if (noted.Exists(row => !failed.Contains(row.MerchantId)))
        {
            var left = (await OpenItems.Closable(db, run.Through, ct)).Select(row => row.MerchantId).Concat(failed).ToHashSet();
            foreach (var row in noted.Where(row => !left.Contains(row.MerchantId)))
            {
                row.Solved(nowUtc);
            }
        }

        return noted.Count(row => row.SolvedUtc is null);
    }
}
