using Microsoft.EntityFrameworkCore;
using Portal.Domain.Data;
using Portal.Domain.Identity;
using Portal.Domain.Kernel;

namespace Portal.Domain.Payments;

/// <summary>
/// Rows of the earlier bill that an accepted revision no longer has: nothing of them is taken back, a person looks at each. The files are
/// compared outside the transaction that writes, and the same bill raises them once.
/// </summary>
internal sealed class GoneRows(Acts acts, BillFiles files, SettlementZone zone, TimeProvider clock)
{
    internal async Task Raise(Bill bill, CancellationToken ct)
    {
        if (bill.Changes is not { Gone: > 0 } || bill.DoneRows > 0)
        {
            return;
        }

        await using var step = await acts.Step(ct);
        if (await Raised(step.Db, bill.Id, ct))
        {
            return;
        }

        var before = await step.Db.Bills.AsNoTracking().SingleAsync(row => row.Id == bill.RevisesId, ct);
        var gone = await Task.Run(() => Gone(before, bill), ct);
        await step.Begin();
        // Under the bill's lock: on two servers at once the second finds the first one's.
        var locked = await BillPosting.Lock(step.Db, bill.Id, ct);
        if (locked is not { State: BillState.Posting, DoneRows: 0 } || await Raised(step.Db, bill.Id, ct))
        {
            return;
        }

        var now = clock.UtcNow();
        var accounts = await SliceAccounts.Of(step.Db, bill.Provider, gone.Select(change => change.MerchantNo), now, ct);
        var exceptions = new RaisedExceptions(locked, now);
        foreach (var change in gone)
        {
            var account = accounts[change.MerchantNo];
            exceptions.Add(ExceptionKind.RowGone, change.Line, account, change.Reference, change.BeforeMinor ?? 0, change.Day);
        }

        await exceptions.Insert(step.Db, ct);
        await step.Commit();
    }

    private static Task<bool> Raised(PortalDb db, long billId, CancellationToken ct) =>
        db.ExceptionItems.AnyAsync(row => row.BillId == billId && row.Kind == ExceptionKind.RowGone, ct);

    private List<BillChange> Gone(Bill before, Bill bill) =>
        BillComparison.Compare(files, before, bill, zone).FindAll(change => change.Kind == BillChangeKind.Gone);
}
