using Microsoft.EntityFrameworkCore;
using Portal.Domain.Data;
using Portal.Domain.Fees;
using Portal.Domain.Identity;
using Portal.Domain.Kernel;
using Portal.Domain.Ledger;

namespace Portal.Domain.Payments;

/// <summary>
/// Posts accepted bills: payments first, then refunds, so that a refund may stand before its payment in the file. Each slice is one short
/// transaction that inserts rows, posts the journal and moves the bill's watermark; whoever dies in between leaves whole slices, and
/// whoever comes next goes on from the watermark. Safe on two servers at once: the bill's row is locked before its watermark is read.
/// </summary>
internal sealed class BillPosting(
    Acts acts,
    BillFiles files,
    LedgerPoster poster,
    SuspenseResolver suspense,
    GoneRows gone,
    SettlementZone zone,
    TimeProvider clock
)
{
    /// <summary>
    /// More rows a slice make fewer ledger entries and fewer waits for the disk; but SQLite's one writer is this slice for as long as it
    /// takes (some tens of milliseconds).
    /// </summary>
    public const int SliceRowsMax = 5_000;
    private const int SlicesAhead = 2;

    /// <summary>How often a slice is begun again because of others; a row that is still refused then is a fault.</summary>
    private const int RacesMax = 20;

    // Well inside a work item's lease, which is renewed between runs.
    private static readonly TimeSpan RunMax = TimeSpan.FromSeconds(15);

    private readonly PaymentSlices _payments = new(poster, zone, clock);
    private readonly RefundSlices _refunds = new(poster, zone, clock);
    private readonly MovementSlices _movements = new(poster, zone, clock);
    private readonly PaymentFees _fees = new(poster);

    /// <summary>Posts slices for a while; true when nothing is left to post.</summary>
    internal async Task<bool> Run(long billId, CancellationToken ct)
    {
        var bill = await Load(billId, ct);
        if (bill.State != BillState.Posting)
        {
            return true;
        }

        var started = clock.GetTimestamp();
        var (file, facts) = await Task.Run(() => files.Open(bill), ct);
        await using var kept = file;
        await gone.Raise(bill, ct);
        var charging = new BillCharging(_fees);
        while (bill.DoneRows < bill.Rows)
        {
            var before = bill.DoneRows;
            var items = BillFormats.Of(bill.Format).Items(file, facts, bill.Options);
            await foreach (var slice in BillSlices.Left(bill, items, SliceRowsMax).Ahead(SlicesAhead, ct))
            {
                ct.ThrowIfCancellationRequested();
                if (!await PostSlice(billId, bill.DoneRows, slice, charging, ct))
                {
                    // Another server is at the same bill: go on from where it stands.
                    return false;
                }

                Telemetry.RowsPosted.Add(slice.Count);
                bill = await Load(billId, ct);
                if (clock.GetElapsedTime(started) > RunMax)
                {
                    return false;
                }
            }

            Invariant.Hold("I-13", bill.DoneRows > before, $"bill {billId} has fewer rows than it had");
        }

        return await Finish(billId, ct);
    }

    internal async Task<int> RunAll(CancellationToken ct)
    {
        var posted = 0;
        while (true)
        {
            await using var step = await acts.Step(ct);
            var next = await step
                .Db.Bills.Where(row => row.State == BillState.Posting)
                .OrderBy(row => row.Id)
                .Select(row => (long?)row.Id)
                .FirstOrDefaultAsync(ct);
            if (next is not { } billId)
            {
                return posted;
            }

            while (!await Run(billId, ct)) { }

            posted++;
        }
    }

    /// <summary>
    /// Two bills may hold the same rows and be posted at the same moment. Whoever loses a row, or is broken off because each waited for the
    /// other, begins the slice again with a look at what is there; each time there is more of it.
    /// </summary>
    private async Task<bool> PostSlice(long billId, int expectedDone, BillSlice slice, BillCharging charging, CancellationToken ct)
    {
        for (var lost = 0; ; lost++)
        {
            try
            {
                return await TryPostSlice(billId, expectedDone, slice, look: lost > 0, charging, ct);
            }
            catch (Refusal race) when (race.IsLostRace && lost < RacesMax)
            {
                // Nothing of this slice was stored.
            }
        }
    }

    /// <summary>False: somebody else has posted it.</summary>
    private async Task<bool> TryPostSlice(
        long billId,
        int expectedDone,
        BillSlice slice,
        bool look,
        BillCharging charging,
        CancellationToken ct
    )
    {
        await using var step = await acts.Step(ct);
        await step.Begin();
        var bill = await Lock(step.Db, billId, ct);
        if (bill.State != BillState.Posting || bill.DoneRows != expectedDone)
        {
            return false;
        }

        var outcome =
            slice.Movements.Count > 0 ? await _movements.Post(step.Db, bill, slice.Movements, ct)
            : slice.Rows[0].IsRefund ? await _refunds.Post(step.Db, bill, slice.Rows, ct)
            : await _payments.Post(step.Db, bill, slice.Rows, look, ct);
        bill.Advance(slice.Count, outcome.Suspense, outcome.Known, outcome.Failed);
        await charging.Charge(step.Db, bill, outcome.Payments, ct);
        await step.Commit();
        return true;
    }

    private async Task<bool> Finish(long billId, CancellationToken ct)
    {
        await using var step = await acts.Step(ct);
        await step.Begin();
        var bill = await Lock(step.Db, billId, ct);
        if (bill.State == BillState.Posting && bill.DoneRows == bill.Rows)
        {
            await suspense.MatchArrivals(step.Db, bill, ct);
            bill.Finish(clock.UtcNow());
            var facts = new
            {
                bill.Payments,
                bill.Refunds,
                bill.SuspenseRows,
                bill.Differences,
            };
            step.Db.Audit(Actor.System("bills"), "bill.posted", "bill", BillService.Key(bill.Id), after: facts);
            await step.Commit();
        }

        return bill.State != BillState.Posting;
    }

    private async Task<Bill> Load(long billId, CancellationToken ct)
    {
        await using var step = await acts.Step(ct);
        return await step.Db.Bills.AsNoTracking().SingleAsync(row => row.Id == billId, ct);
    }

    /// <summary>The bill, locked to the end of the transaction.</summary>
    internal static Task<Bill> Lock(PortalDb db, long billId, CancellationToken ct) =>
        db.Bills.Where(row => row.Id == billId).ForUpdate().SingleAsync(ct);
}
