using Microsoft.EntityFrameworkCore;
using Portal.Domain.Data;
using Portal.Domain.Identity;
using Portal.Domain.Kernel;

namespace Portal.Domain.Payments;

public sealed record BillListRow(
    long Id,
    string FileName,
    string Provider,
    string? MerchantNo,
    BillKind Kind,
    bool Legacy,
    DateOnly? BillDay,
    BillState State,
    HeldReason? Held,
    int Rows,
    int DoneRows,
    int SuspenseRows,
    long GrossMinor,
    long RefundMinor,
    string ImportedBy,
    DateTime ReceivedUtc
);

/// <summary>A bill with everything a person needs to decide it: both figures of each difference, and what a revision would change.</summary>
public sealed record BillDetail(
    BillListRow Bill,
    int Payments,
    int Refunds,
    long FeeMinor,
    long FeeReturnedMinor,
    int KnownRows,
    int FailedRows,
    long FileBytes,
    string Sha256,
    IReadOnlyList<BillDifference> Differences,
    BillRevision? Revision,
    DateTime? PostedUtc,
    string? DecidedBy,
    DateTime? DecidedUtc,
    IReadOnlyList<ExceptionRow> Exceptions
);

/// <summary>The earlier bill that a held one revises, beside it.</summary>
public sealed record BillRevision(long BillId, string FileName, int Payments, int Refunds, long GrossMinor, long RefundMinor);

public sealed record ExceptionRow(
    long Id,
    ExceptionKind Kind,
    long BillId,
    string BillFile,
    int Line,
    string MerchantNo,
    string Reference,
    long AmountMinor,
    string Currency,
    DateOnly BusinessDay,
    DateTime RaisedUtc,
    DateTime? ResolvedUtc
);

/// <summary>What finance sees of bills and of the rows that need a person.</summary>
public sealed class BillDeskService(IDbContextFactory<PortalDb> dbs, Gate gate)
{
    private const int ExceptionsShownMax = 100;

    /// <summary>Bills, newest first; only those in a state when one is named.</summary>
    [Needs(Permit.ViewBills)]
    public async Task<Page<BillListRow>> List(Actor actor, PageAsk ask, BillState? state, CancellationToken ct)
    {
        await using var db = await dbs.CreateDbContextAsync(ct);
        await gate.Staff(db, actor, Permit.ViewBills, ct);
        var bills = db.Bills.AsNoTracking().Where(bill => state == null || bill.State == state);
        return await bills.Keyset(ask, bill => bill.Id, Row, ct);
    }

    /// <exception cref="Refusal">Not found.</exception>
    [Needs(Permit.ViewBills)]
    public async Task<BillDetail> Detail(Actor actor, long billId, CancellationToken ct)
    {
        await using var db = await dbs.CreateDbContextAsync(ct);
        await gate.Staff(db, actor, Permit.ViewBills, ct);
        var bill = await db.Bills.AsNoTracking().SingleOrDefaultAsync(row => row.Id == billId, ct) ?? throw Refusal.NotFound();
        var earlier = await db.Bills.AsNoTracking().SingleOrDefaultAsync(row => row.Id == bill.RevisesId, ct);
        var exceptions = await Exceptions(
            db,
            db.ExceptionItems.Where(item => item.BillId == billId).OrderBy(item => item.Id),
            ExceptionsShownMax,
            ct
        );
        return new BillDetail(
            Row(bill),
            bill.Payments,
            bill.Refunds,
            bill.FeeMinor,
            bill.FeeReturnedMinor,
            bill.KnownRows,
            bill.FailedRows,
            bill.FileBytes,
            bill.Sha256,
            bill.Differences,
            earlier is null
                ? null
                : new BillRevision(
                    earlier.Id,
                    earlier.FileName,
                    earlier.Payments,
                    earlier.Refunds,
                    earlier.GrossMinor,
                    earlier.RefundMinor
                ),
            bill.PostedUtc,
            bill.DecidedBy,
            bill.DecidedUtc,
            exceptions
        );
    }

    /// <summary>Rows that need a person, the newest first; those already resolved only when asked for.</summary>
    [Needs(Permit.ViewBills)]
    public async Task<Page<ExceptionRow>> Exceptions(Actor actor, PageAsk ask, bool resolvedToo, CancellationToken ct)
    {
        await using var db = await dbs.CreateDbContextAsync(ct);
        await gate.Staff(db, actor, Permit.ViewBills, ct);
        var items = db.ExceptionItems.AsNoTracking().Where(item => resolvedToo || item.ResolvedUtc == null);
        var page = await items.Keyset(ask, item => item.Id, item => item.Id, ct);
        var ids = page.Rows.ToArray();
        var rows = await Exceptions(
            db,
            db.ExceptionItems.Where(item => ids.Contains(item.Id)).OrderByDescending(item => item.Id),
            ids.Length,
            ct
        );
        return new Page<ExceptionRow>(rows, page.Newer, page.Older);
    }

    private static Task<List<ExceptionRow>> Exceptions(PortalDb db, IQueryable<ExceptionItem> items, int max, CancellationToken ct) =>
        items
            .Take(max)
            .Select(item => new ExceptionRow(
                item.Id,
                item.Kind,
                item.BillId,
                db.Bills.Where(bill => bill.Id == item.BillId).Select(bill => bill.FileName).First(),
                item.Line,
                db.GatewayAccounts.Where(account => account.Id == item.GatewayAccountId).Select(account => account.MerchantNo).First(),
                item.Reference,
                item.AmountMinor,
                item.Currency,
                item.BusinessDay,
                item.RaisedUtc,
                item.ResolvedUtc
            ))
            .ToListAsync(ct);

    private static BillListRow Row(Bill bill) =>
        new(
            bill.Id,
            bill.FileName,
            bill.Provider,
            bill.MerchantNo,
            bill.Kind,
            bill.Legacy,
            bill.BillDay,
            bill.State,
            bill.Held,
            bill.Rows,
            bill.DoneRows,
            bill.SuspenseRows,
            bill.GrossMinor,
            bill.RefundMinor,
            bill.ImportedBy,
            bill.ReceivedUtc
        );
}
