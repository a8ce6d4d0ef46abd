using Microsoft.EntityFrameworkCore;
using Portal.Domain.Data;
using Portal.Domain.Identity;
using Portal.Domain.Kernel;

namespace Portal.Domain.Payments;

/// <summary>Every row that a revision changes, of one kind when it is named; the keys of the page are places in the list.</summary>
public sealed record BillChangeList(int Added, int Gone, int Changed, Page<BillChange> Page);

/// <summary>What a person reads before deciding a bill, and the way back when one was turned away by mistake.</summary>
public sealed class BillRevisionService
{
    private const int WhyMax = 400;

    private readonly Acts _acts;
    private readonly BillFiles _files;
    private readonly SettlementZone _zone;

    internal BillRevisionService(Acts acts, BillFiles files, SettlementZone zone) => (_acts, _files, _zone) = (acts, files, zone);

    /// <summary>What the bill has other than the one it revises: rows gone first, then changed and added ones, each as the files have them.</summary>
    /// <exception cref="Refusal">Not found; it revises nothing; a file is gone.</exception>
    public async Task<BillChangeList> Changes(Actor actor, long billId, BillChangeKind? kind, PageAsk ask, CancellationToken ct)
    {
        await using var act = await _acts.Staff(actor, Permit.ViewBills, ct);
        var bill = await act.Db.Bills.AsNoTracking().SingleOrDefaultAsync(row => row.Id == billId, ct) ?? throw Refusal.NotFound();
        var before =
            await act.Db.Bills.AsNoTracking().SingleOrDefaultAsync(row => row.Id == bill.RevisesId, ct) ?? throw Refusal.NotFound();
        var all = await Task.Run(() => Compare(before, bill), ct);
        int Count(BillChangeKind one) => all.Count(change => change.Kind == one);
        var wanted = all.Where(change => kind is null || change.Kind == kind)
            .OrderBy(change => Array.IndexOf(Order, change.Kind))
            .ThenBy(change => change.Line)
            .ToList();
        var from = (int)Math.Clamp(ask.Before ?? ((ask.After ?? ask.Take) - ask.Take), 0, wanted.Count);
        var rows = wanted.Skip(from).Take(ask.Take).ToList();
        var end = from + rows.Count;
        return new BillChangeList(
            Count(BillChangeKind.Added),
            Count(BillChangeKind.Gone),
            Count(BillChangeKind.Changed),
            new Page<BillChange>(rows, from > 0 ? from : null, end < wanted.Count ? end : null, wanted.Count)
        );
    }

    /// <summary>
    /// Takes up a bill that was rejected: it is held again, beside what is the earlier bill of its day by now, and waits for a decision.
    /// </summary>
    /// <exception cref="Refusal">Not found; it is not rejected; no reason; its file is gone.</exception>
    public async Task Reopen(Actor actor, long billId, string why, CancellationToken ct)
    {
        await using var act = await _acts.Staff(actor, Permit.DecideHeldBills, ct);
        var reason = Text.Required(why, "Why", WhyMax);
        var bill = await act.Db.Bills.SingleOrDefaultAsync(row => row.Id == billId, ct) ?? throw Refusal.NotFound();
        var before = bill.BillDay is null
            ? null
            : await act
                .Db.Bills.AsNoTracking()
                .Where(row => row.Provider == bill.Provider && row.MerchantNo == bill.MerchantNo && row.Kind == bill.Kind)
                .Where(row => row.Format == bill.Format && row.Currency == bill.Currency && row.BillDay == bill.BillDay)
                .Where(row => row.State != BillState.Rejected && row.Id != bill.Id)
                .OrderByDescending(row => row.Id)
                .FirstOrDefaultAsync(ct);
        (long, BillChanges)? revises = before is null ? null : (before.Id, BillChanges.Of(await Task.Run(() => Compare(before, bill), ct)));
        var rejectedBy = bill.DecidedBy;
        bill.Reopen(revises);
        await act.Commit(
            "bill.reopened",
            "bill",
            BillService.Key(bill.Id),
            before: new { rejectedBy },
            after: new { bill.Held },
            why: reason
        );
    }

    /// <summary>What is gone from the books' side is looked at first.</summary>
    private static readonly BillChangeKind[] Order = [BillChangeKind.Gone, BillChangeKind.Changed, BillChangeKind.Added];

    private List<BillChange> Compare(Bill before, Bill bill) => BillComparison.Compare(_files, before, bill, _zone);
}
