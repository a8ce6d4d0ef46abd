using Microsoft.EntityFrameworkCore;
using Portal.Domain.Data;
using Portal.Domain.Kernel;
using Portal.Domain.Ledger;

namespace Portal.Domain.Settlement;

/// <summary>What a closing came to: the statements made by it.</summary>
public sealed record CloseResult(int Statements, long GrossMinor, long RefundMinor, long FeeMinor, long NetMinor, int Failures)
{
    internal static CloseResult None { get; } = new(0, 0, 0, 0, 0, 0);

    internal static CloseResult Of(IReadOnlyCollection<Statement> made) =>
        new(
            made.Count,
            made.Sum(row => row.GrossMinor),
            made.Sum(row => row.RefundMinor),
            made.Sum(row => row.FeeMinor - row.FeeReturnedMinor),
            made.Sum(row => row.LinesMinor),
            0
        );

    internal CloseResult With(CloseResult other) =>
        new(
            Statements + other.Statements,
            GrossMinor + other.GrossMinor,
            RefundMinor + other.RefundMinor,
            FeeMinor + other.FeeMinor,
            NetMinor + other.NetMinor,
            Failures + other.Failures
        );
}

/// <summary>
/// Makes statements: a slice of merchants at a time, each merchant's open periods in order. Slices are worked out without holding the
/// database and stored in one short transaction each, whose length decides the size of the next. Whoever is killed leaves whole merchants
/// behind; whoever runs again, or beside it, finds only what is still open. Exactly once is the primary key of StatementEntries and
/// the unique index on merchant, currency and day; the turn only keeps two runs from working for nothing.
/// </summary>
public sealed class DayClose(IDbContextFactory<PortalDb> dbs, Books books, SettlementZone zone, TimeProvider clock)
{
    /// <summary>How often a slice is worked out anew because somebody else closed the same merchants; each time they have less left.</summary>
    private const int TriesMax = 50;

    internal async Task<CloseResult> Run(long runId, DateOnly through, Func<long, Exception, Task> onFailure, CancellationToken ct)
    {
        var open = await Plan(runId, through, ct);
        var (result, pace) = (CloseResult.None, new SlicePace());
        for (var at = 0; at < open.Count; )
        {
            ct.ThrowIfCancellationRequested();
            var slice = pace.Slice(open, at);
            at += slice.Length;
            if (await CloseSlice(runId, slice, through, pace, onFailure, ct) is not { } closed)
            {
                break;
            }

            result = result.With(closed);
        }

        return result;
    }

    /// <summary>Merchants with something to close, and how many there are in all, so that the run can say how far it is.</summary>
    private async Task<List<OpenMerchant>> Plan(long runId, DateOnly through, CancellationToken ct)
    {
        await using var db = await dbs.CreateDbContextAsync(ct);
        var open = await OpenItems.Closable(db, through, ct);
        await db
            .SettlementRuns.Where(run => run.Id == runId)
            .ExecuteUpdateAsync(set => set.SetProperty(run => run.MerchantsTotal, run => run.MerchantsDone + open.Count), ct);
        return open;
    }

    /// <summary>
    /// One merchant's trouble must not keep the others from their money: a failed slice is tried again merchant by merchant. Null when the
    /// run has been cancelled.
    /// </summary>
    private async Task<CloseResult?> CloseSlice(
        long runId,
        long[] merchants,
        DateOnly through,
        SlicePace pace,
        Func<long, Exception, Task> onFailure,
        CancellationToken ct
    )
    {
        try
        {
            return await Close(runId, merchants, through, pace, ct);
        }
        catch (Exception) when (!ct.IsCancellationRequested && merchants.Length > 1)
        {
            var result = CloseResult.None;
            foreach (var merchant in merchants)
            {
                if (await CloseSlice(runId, [merchant], through, pace, onFailure, ct) is not { } closed)
                {
                    return null;
                }

                result = result.With(closed);
            }

            return result;
        }
        catch (Exception fault) when (!ct.IsCancellationRequested)
        {
            await onFailure(merchants[0], fault);
            return CloseResult.None with { Failures = 1 };
        }
    }

    private async Task<CloseResult?> Close(long runId, long[] merchants, DateOnly through, SlicePace pace, CancellationToken ct)
    {
        for (var tries = 0; tries < TriesMax; tries++)
        {
            await using var db = await dbs.CreateDbContextAsync(ct);
            var (made, facts) = await WorkOut(db, merchants, through, ct);
            if (made.Count == 0)
            {
                return CloseResult.None;
            }

            var closed = made.Select(item => item.Statement.MerchantId).Distinct().Count();
            await using var transaction = await db.Database.BeginTransactionAsync(ct);
            await db.TakeTurn("settlement", ct);
            var started = clock.GetTimestamp();
            var going = await db
                .SettlementRuns.Where(run => run.Id == runId && run.State != RunState.Cancelled)
                .ExecuteUpdateAsync(
                    set =>
                        set.SetProperty(run => run.MerchantsDone, run => run.MerchantsDone + closed)
                            .SetProperty(run => run.Statements, run => run.Statements + made.Count),
                    ct
                );
            if (going == 0)
            {
                return null;
            }

            if (await ClosingStore.Store(db, books, made, facts, zone.Today(clock), ct))
            {
                await transaction.CommitAsync(ct);
                pace.Took(clock.GetElapsedTime(started));
                return CloseResult.Of([.. made.Select(item => item.Statement)]);
            }
        }

        throw new TimeoutException($"Merchants {merchants[0]} to {merchants[^1]} were closed by others {TriesMax} times over.");
    }

    /// <summary>The statements these merchants would get now; nothing is written.</summary>
    internal async Task<(List<Closing> Made, ClosingFacts Facts)> WorkOut(
        PortalDb db,
        long[] merchants,
        DateOnly through,
        CancellationToken ct
    )
    {
        var items = await OpenItems.Of(db, through, merchants, ct);
        var facts = await ClosingReader.Facts(db, merchants, items, zone.Today(clock), ct);
        return (ClosingPlan.Of(items, facts, through, clock.UtcNow()), facts);
    }

    internal static LineKind KindOf(string entryKind) =>
        entryKind switch
        {
            "payment" => LineKind.Payment,
            "refund" => LineKind.Refund,
            "fee" => LineKind.Fee,
            "fee-return" => LineKind.FeeReturn,
            "certification-fee" => LineKind.CertificationFee,
            Closing.ReserveHoldKind => LineKind.ReserveHold,
            Closing.ReserveReleaseKind => LineKind.ReserveRelease,
            "fee-waiver" or "fee-waiver-return" or "service-fee-waiver" => LineKind.FeeWaiver,
            "refund-fee" => LineKind.RefundFee,
            "payout-fee" => LineKind.PayoutFee,
            "monthly-fee" => LineKind.MonthlyFee,
            _ => LineKind.Adjustment,
        };
}

/// <summary>
/// How much goes into one transaction. What a transaction takes grows with its merchants and entries; the budget follows what the last ones
/// took, well below the limit, because everybody else waits meanwhile.
/// </summary>
internal sealed class SlicePace
{
    private const int MerchantWeight = 25;
    private const int BudgetMin = 50;
    private const int BudgetMax = 8_000;
    private static readonly TimeSpan Aim = TimeSpan.FromMilliseconds(15);
    private int _budget = 100;

    public long[] Slice(List<OpenMerchant> open, int from)
    {
        var slice = new List<long>();
        var weight = 0;
        for (var at = from; at < open.Count; at++)
        {
            weight += MerchantWeight + open[at].Entries;
            if (slice.Count > 0 && weight > _budget)
            {
                break;
            }

            slice.Add(open[at].MerchantId);
        }

        return [.. slice];
    }

    public void Took(TimeSpan time)
    {
        Signals.CloseHeld.Record(time.TotalSeconds);
        var wanted = time > Aim ? (int)(_budget * Math.Max(Aim / time, 0.25)) : _budget + (_budget / 8);
        _budget = Math.Clamp(wanted, BudgetMin, BudgetMax);
    }
}
