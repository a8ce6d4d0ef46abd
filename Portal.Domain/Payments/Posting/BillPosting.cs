using Microsoft.EntityFrameworkCore;
using Portal.Domain.Data;
using Portal.Domain.Kernel;

namespace Portal.Domain.Payments;

/// <summary>
/// Posts accepted bills: payments first, then refunds, so that a refund may stand before its payment in the file. Each slice is one short
/// transaction that inserts rows, posts the journal and moves the bill's watermark; whoever dies in between leaves whole slices, and
/// whoever comes next goes on from the watermark. Safe on two servers at once: the bill's row is locked before its watermark is read.
/// </summary>
public sealed class BillPosting(
    IDbContextFactory<PortalDb> dbs,
    BillFiles files,
    PostingSlices slices,
    MovementSlices movements,
    SuspenseResolver suspense,
    IChargeSlices charges,
    GoneRows gone,
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

    /// <summary>Posts slices for a while; true when nothing is left to post.</summary>
    internal async Task<bool> Run(long billId, CancellationToken ct)
    {
        var bill = await Load(billId, ct);
        if (bill.State != BillState.Posting)
        {
            return true;
        }

        var started = clock.GetTimestamp();
        await using var stream = files.Open(bill.Sha256);
        var facts = await Task.Run(() => BillEncoding.Examine(stream), ct);
        Invariant.Hold("I-13", facts.Sha256 == bill.Sha256, $"the kept file of bill {billId} has changed");
        await gone.Raise(bill, ct);
        var charging = charges.Open();
        while (bill.DoneRows < bill.Rows)
        {
            var before = bill.DoneRows;
            await foreach (var slice in Slices(bill, stream, facts).Ahead(SlicesAhead, ct))
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
            await using var db = await dbs.CreateDbContextAsync(ct);
            var next = await db
                .Bills.Where(row => row.State == BillState.Posting)
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

    /// <summary>One slice of payments and refunds, or of movements.</summary>
    private sealed record PostedSlice(IReadOnlyList<BillRow> Rows, IReadOnlyList<MovementRow> Movements)
    {
        public int Count => Rows.Count + Movements.Count;
    }

    /// <summary>What is left of the part the watermark stands in: payments, then refunds, then movements.</summary>
    private static IEnumerable<PostedSlice> Slices(Bill bill, Stream stream, FileFacts facts)
    {
        var format = BillFormats.Of(bill.Format);
        var trades = bill.Payments + bill.Refunds;
        if (bill.DoneRows >= trades)
        {
            var left = format.Movements(stream, facts, bill.Options).Skip(bill.DoneRows - trades);
            return left.Chunk(SliceRowsMax).Select(rows => new PostedSlice([], rows));
        }

        var refunds = bill.DoneRows >= bill.Payments;
        return format
            .Rows(stream, facts, bill.Options)
            .Where(row => row.IsRefund == refunds)
            .Skip(refunds ? bill.DoneRows - bill.Payments : bill.DoneRows)
            .Chunk(SliceRowsMax)
            .Select(rows => new PostedSlice(rows, []));
    }

    /// <summary>
    /// Two bills may hold the same rows and be posted at the same moment. Whoever loses a row, or is broken off because each waited for the
    /// other, begins the slice again with a look at what is there; each time there is more of it.
    /// </summary>
    private async Task<bool> PostSlice(long billId, int expectedDone, PostedSlice slice, ISliceCharges charging, CancellationToken ct)
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
        PostedSlice slice,
        bool look,
        ISliceCharges charging,
        CancellationToken ct
    )
    {
        await using var db = await dbs.CreateDbContextAsync(ct);
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        var bill = await Lock(db, billId, ct);
        if (bill.State != BillState.Posting || bill.DoneRows != expectedDone)
        {
            return false;
        }

        var outcome =
            slice.Movements.Count > 0 ? await movements.Post(db, bill, slice.Movements, ct)
            : slice.Rows[0].IsRefund ? await slices.Refunds(db, bill, slice.Rows, ct)
            : await slices.Payments(db, bill, slice.Rows, look, ct);
        bill.Advance(slice.Count, outcome.Suspense, outcome.Known, outcome.Failed);
        await charging.Charge(db, bill, outcome.Payments, ct);
        await db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
        return true;
    }

    private async Task<bool> Finish(long billId, CancellationToken ct)
    {
        await using var db = await dbs.CreateDbContextAsync(ct);
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        var bill = await Lock(db, billId, ct);
        if (bill.State == BillState.Posting && bill.DoneRows == bill.Rows)
        {
            await suspense.MatchArrivals(db, bill, ct);
            bill.Finish(clock.UtcNow());
            var facts = new
            {
                bill.Payments,
                bill.Refunds,
                bill.SuspenseRows,
                bill.Differences,
            };
            db.Audit(Actor.System("bills"), "bill.posted", "bill", BillService.Key(bill.Id), after: facts);
            await db.SaveChangesAsync(ct);
            await transaction.CommitAsync(ct);
        }

        return bill.State != BillState.Posting;
    }

    private async Task<Bill> Load(long billId, CancellationToken ct)
    {
        await using var db = await dbs.CreateDbContextAsync(ct);
        return await db.Bills.AsNoTracking().SingleAsync(row => row.Id == billId, ct);
    }

    /// <summary>The bill, locked to the end of the transaction (on SQLite the transaction itself is the lock).</summary>
    internal static async Task<Bill> Lock(PortalDb db, long billId, CancellationToken ct) =>
        db.Provider == Provider.Postgres
            ? await db.Bills.FromSql($"""SELECT * FROM "Bills" WHERE "Id" = {billId} FOR UPDATE""").SingleAsync(ct)
            : await db.Bills.SingleAsync(row => row.Id == billId, ct);
}
