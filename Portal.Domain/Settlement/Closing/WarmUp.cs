using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Portal.Domain.Calendar;
using Portal.Domain.Data;
using Portal.Domain.Identity;
using Portal.Domain.Kernel;
using Portal.Domain.Ledger;

namespace Portal.Domain.Settlement;

/// <summary>
/// Plays a closing through once before a process's first real one, on empty copies of the tables that only its own connection sees and that
/// are gone with it. What a first time costs (compiling code and queries) is paid here, so that the first real transaction holds the database
/// no longer than any other. SQLite only: on PostgreSQL nobody waits for another's write.
/// </summary>
internal sealed class WarmUp(Acts acts, LedgerPoster poster, TimeProvider clock, ILogger<WarmUp> logger) : IDisposable
{
    private static readonly string[] Tables =
    [
        "SettlementRuns",
        "AuditRecords",
        "AuditHeads",
        "LedgerAccounts",
        "LedgerEntries",
        "Postings",
        "LedgerBalances",
        "LedgerDays",
        "Statements",
        "StatementEntries",
        "StatementLines",
        "ReserveBuckets",
        "Payouts",
        "WorkItems",
    ];

    private readonly SemaphoreSlim _turn = new(1);
    private bool _played;

    /// <summary>Plays it unless it has been played. It changes nothing, so its failure keeps nobody from closing the day.</summary>
    internal async Task Once(CancellationToken ct)
    {
        await _turn.WaitAsync(ct);
        try
        {
            if (!_played)
            {
                _played = true;
                await Play(ct);
            }
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            logger.LogWarning(fault, "The rehearsal of the day close failed; the first closing will hold the database for longer");
        }
        finally
        {
            _turn.Release();
        }
    }

    public void Dispose() => _turn.Dispose();

    internal async Task Play(CancellationToken ct)
    {
        await using var step = await acts.Step(ct);
        await EmptyCopies.Run(step.Db, Tables, "AuditHeads", () => Act(step.Db, ct), ct);
    }

    /// <summary>A run is opened, two statements of one merchant are stored, the run is closed.</summary>
    private async Task Act(PortalDb db, CancellationToken ct)
    {
        var (actor, now) = (Actor.System("rehearsal"), clock.UtcNow());
        var day = DateOnly.FromDateTime(now);
        var run = SettlementRun.Start(day, actor.Name, now);
        db.SettlementRuns.Add(run);
        db.Audit(actor, "settlement.started", "settlement-run", "rehearsal", after: new { through = day });
        await db.SaveChangesAsync(ct);
        if (!await DayClose.Advance(db, run.Id, 1, 2, ct))
        {
            throw new InvalidOperationException("The rehearsal lost its run.");
        }

        await ClosingStore.Store(db, poster, Piece(day, now), await StatementNotices.For(db, [], day, ct), day, null, ct);
        run.Finish(0, now);
        db.Audit(actor, "settlement.closed", "settlement-run", "rehearsal", after: new { run.Statements });
        db.WorkItems.Add(WorkItem.For(SettlementService.SealWork, run.Id, now, now));
        await db.SaveChangesAsync(ct);
    }

    private static WorkedOut Piece(DateOnly day, DateTime now)
    {
        OpenItem[] items =
        [
            // Below every entry the piece itself posts into the empty copies.
            new(-2, 1, 1, Currency.Cny.Code, EntryKinds.Of(EntryKind.Payment).Name, day.AddDays(-1), 20_000),
            new(-1, 1, 1, Currency.Cny.Code, EntryKinds.Of(EntryKind.Payment).Name, day, 10_000),
        ];
        var terms = CycleTerms.Default with { ReservePartsPerMillion = 100_000, ReserveDays = 1 };
        var facts = new ClosingFacts(
            new Dictionary<long, int>(),
            new Dictionary<(long, string), Statement>(),
            new Dictionary<long, TermsHistory> { [1] = new([(DateOnly.MinValue, 1, terms)]) },
            new Dictionary<long, PayoutHold>(),
            BusinessCalendar.WeekdaysOnly
        );
        return new WorkedOut(ClosingPlan.Of(items, facts, day, now), facts, items, new Dictionary<long, long> { [1] = 2 });
    }
}
