using Microsoft.EntityFrameworkCore;
using Portal.Domain.Data;
using Portal.Domain.Identity;
using Portal.Domain.Kernel;
using Portal.Domain.Ledger;

namespace Portal.Domain.Settlement;

/// <summary>
/// Makes statements: a slice of merchants at a time, each merchant's open periods in order. Slices are worked out without holding the
/// database and stored in one short transaction each, whose length decides the size of the next. Whoever is killed leaves whole statements
/// behind; whoever runs again, or beside it, finds only what is still open. Exactly once is the primary key of StatementEntries and
/// the unique index on merchant, currency and day; the lock only keeps two runs from working for nothing.
/// </summary>
internal sealed class DayClose(Acts acts, LedgerPoster poster, SettlementZone zone, TimeProvider clock)
{
    /// <summary>How often a slice is worked out anew because somebody else closed the same merchants; each time they have less left.</summary>
    private const int TriesMax = 50;

    /// <summary>One run on its way.</summary>
    private sealed class RunInHand(long runId, DateOnly through, Func<long, Exception, Task> onFailure)
    {
        public long RunId => runId;
        public DateOnly Through => through;
        public SlicePace Pace { get; } = new();
        public CloseResult Result { get; private set; } = CloseResult.None;

        public void Made(IEnumerable<Statement> statements) => Result = Result.With(CloseResult.Of([.. statements]));

        public Task Failed(long merchantId, Exception fault)
        {
            Result = Result with { Failures = Result.Failures + 1 };
            return onFailure(merchantId, fault);
        }
    }

    internal async Task<CloseResult> Run(long runId, DateOnly through, Func<long, Exception, Task> onFailure, CancellationToken ct)
    {
        var open = await Plan(runId, through, ct);
        var inHand = new RunInHand(runId, through, onFailure);
        for (var at = 0; at < open.Count; )
        {
            ct.ThrowIfCancellationRequested();
            var slice = inHand.Pace.Slice(open, at);
            at += slice.Length;
            if (!await CloseSlice(inHand, slice, ct))
            {
                break;
            }
        }

        return inHand.Result;
    }

    /// <summary>Merchants with something to close, and how many there are in all, so that the run can say how far it is.</summary>
    private async Task<List<OpenMerchant>> Plan(long runId, DateOnly through, CancellationToken ct)
    {
        await using var step = await acts.Step(ct);
        var open = await OpenItems.Closable(step.Db, through, ct);
        await step
            .Db.SettlementRuns.Where(run => run.Id == runId)
            .ExecuteUpdateAsync(set => set.SetProperty(run => run.MerchantsTotal, run => run.MerchantsDone + open.Count), ct);
        return open;
    }

    /// <summary>
    /// One merchant's trouble must not keep the others from their money: a failed slice is tried again merchant by merchant. False when the
    /// run has been cancelled.
    /// </summary>
    private async Task<bool> CloseSlice(RunInHand inHand, long[] merchants, CancellationToken ct)
    {
        try
        {
            return await Close(inHand, merchants, ct);
        }
        catch (Exception) when (!ct.IsCancellationRequested && merchants.Length > 1)
        {
            foreach (var merchant in merchants)
            {
                if (!await CloseSlice(inHand, [merchant], ct))
                {
                    return false;
                }
            }

            return true;
        }
        catch (Exception fault) when (!ct.IsCancellationRequested)
        {
            await inHand.Failed(merchants[0], fault);
            return true;
        }
    }

    /// <summary>
    /// As many of the merchants' statements at once as one transaction may hold, until all are made. Who loses the race against another run has
    /// not failed: the work is done, or it is worked out anew.
    /// </summary>
    private async Task<bool> Close(RunInHand inHand, long[] merchants, CancellationToken ct)
    {
        for (var lost = 0; lost < TriesMax; )
        {
            await using var step = await acts.Step(ct);
            var all = await WorkOut(step.Db, merchants, inHand.Through, ct);
            if (all.Made.Count == 0)
            {
                return true;
            }

            var part = all.Part(0, inHand.Pace.Fitting(all.Made));
            var outcome = await Store(step, inHand, all, part, ct);
            if (outcome == Stored.Cancelled)
            {
                return false;
            }

            if (outcome == Stored.Lost)
            {
                lost++;
                continue;
            }

            inHand.Made(part.Made.Select(item => item.Statement));
            if (part.Made.Count == all.Made.Count)
            {
                return true;
            }
        }

        // Others close these merchants again and again: it is in their hands.
        return true;
    }

    private enum Stored
    {
        Done,
        Lost,
        Cancelled,
    }

    private async Task<Stored> Store(Step step, RunInHand inHand, WorkedOut all, WorkedOut part, CancellationToken ct)
    {
        var left = all.Made.Skip(part.Made.Count).Select(item => item.Statement.MerchantId).Distinct();
        var finished = part.Merchants.Except(left).Count();
        try
        {
            var notifications = await StatementNotices.For(step.Db, part.Made.Select(item => item.Statement), zone.Today(clock), ct);
            await step.Lock("settlement");
            var started = clock.GetTimestamp();
            if (!await Advance(step.Db, inHand.RunId, finished, part.Made.Count, ct))
            {
                return Stored.Cancelled;
            }

            if (!await ClosingStore.Store(step.Db, poster, part, notifications, zone.Today(clock), inHand.RunId, ct))
            {
                return Stored.Lost;
            }

            await step.Commit();
            inHand.Pace.Took(clock.GetElapsedTime(started));
            return Stored.Done;
        }
        catch (Exception) when (!ct.IsCancellationRequested)
        {
            // Whatever broke: when the world has moved on meanwhile, it was a race, and the next look decides.
            await step.GiveUp();
            await using var look = await acts.Step(ct);
            if (await ClosingStore.StillSo(look.Db, part.Merchants, part.Facts, zone.Today(clock), ct))
            {
                throw;
            }

            return Stored.Lost;
        }
    }

    /// <summary>
    /// Makes the statements a closing would make, by the same way into the database with all its constraints, with their tax, and takes them
    /// out again: part by part in transactions as short as a closing's. Who could not be settled is told as a closing would tell it.
    /// </summary>
    internal async Task Try(DryRun dry, CancellationToken ct)
    {
        List<OpenMerchant> open;
        await using (var step = await acts.Step(ct))
        {
            open = await OpenItems.Closable(step.Db, dry.Through, ct);
        }

        var pace = new SlicePace();
        for (var at = 0; at < open.Count; )
        {
            ct.ThrowIfCancellationRequested();
            var slice = pace.Slice(open, at);
            at += slice.Length;
            await TrySlice(dry, pace, slice, ct);
        }
    }

    private async Task TrySlice(DryRun dry, SlicePace pace, long[] merchants, CancellationToken ct)
    {
        try
        {
            dry.Add(await Play(dry.Through, pace, merchants, ct));
        }
        catch (Exception) when (!ct.IsCancellationRequested && merchants.Length > 1)
        {
            foreach (var merchant in merchants)
            {
                await TrySlice(dry, pace, [merchant], ct);
            }
        }
        catch (Exception fault) when (!ct.IsCancellationRequested)
        {
            dry.Fail(merchants[0], fault);
        }
    }

    private async Task<IEnumerable<Statement>> Play(DateOnly through, SlicePace pace, long[] merchants, CancellationToken ct)
    {
        for (var tries = 0; tries < TriesMax; tries++)
        {
            WorkedOut all;
            await using (var step = await acts.Step(ct))
            {
                all = await WorkOut(step.Db, merchants, through, ct);
            }

            if (await PlayAll(all, pace, ct))
            {
                return all.Made.Select(item => item.Statement);
            }
        }

        // A closing is at these merchants now: there is nothing left to try.
        return [];
    }

    private async Task<bool> PlayAll(WorkedOut all, SlicePace pace, CancellationToken ct)
    {
        for (var at = 0; at < all.Made.Count; )
        {
            var part = all.Part(at, pace.Fitting(all.Made, at));
            at += part.Made.Count;
            await using var step = await acts.Step(ct);
            var notifications = await StatementNotices.For(step.Db, part.Made.Select(item => item.Statement), zone.Today(clock), ct);
            var rates = await VatCalculator.Rates(step.Db, ct);
            await step.Lock("settlement");
            var started = clock.GetTimestamp();
            if (!await ClosingStore.Store(step.Db, poster, part, notifications, zone.Today(clock), null, ct))
            {
                return false;
            }

            await VatPosting.Post(
                step.Db,
                poster,
                await VatCalculator.Of(step.Db, [.. part.Made.Select(item => item.Statement)], rates, ct),
                zone.Today(clock),
                ct
            );
            await step.GiveUp();
            pace.Took(clock.GetElapsedTime(started));
        }

        return true;
    }

    /// <summary>False when the run has been cancelled.</summary>
    internal static async Task<bool> Advance(PortalDb db, long runId, int merchants, int statements, CancellationToken ct) =>
        await db
            .SettlementRuns.Where(run => run.Id == runId && run.State != RunState.Cancelled)
            .ExecuteUpdateAsync(
                set =>
                    set.SetProperty(run => run.MerchantsDone, run => run.MerchantsDone + merchants)
                        // Two runs at once count their totals from different moments; what is done is never more than there is.
                        .SetProperty(
                            run => run.MerchantsTotal,
                            run => run.MerchantsDone + merchants > run.MerchantsTotal ? run.MerchantsDone + merchants : run.MerchantsTotal
                        )
                        .SetProperty(run => run.Statements, run => run.Statements + statements),
                ct
            ) > 0;

    /// <summary>The statements these merchants would get now; nothing is written.</summary>
    internal async Task<WorkedOut> WorkOut(PortalDb db, long[] merchants, DateOnly through, CancellationToken ct)
    {
        // What is closed is read before what is open: were it the other way round, items that another run takes up in between would stand
        // beside its statements, and nobody would see that the world has moved on.
        var last = await ClosingReader.Last(db, merchants, ct);
        var postings = await OpenItems.Postings(db, merchants, ct);
        var open = await OpenItems.Of(db, merchants, ct);
        var items = open.Where(item => item.Day <= through).ToList();
        var facts = await ClosingReader.Facts(db, merchants, last, items, zone.Today(clock), ct);
        return new WorkedOut(ClosingPlan.Of(items, facts, through, clock.UtcNow()), facts, open, postings);
    }
}
