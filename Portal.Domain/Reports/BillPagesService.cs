using Microsoft.EntityFrameworkCore;
using Portal.Domain.Data;
using Portal.Domain.Identity;
using Portal.Domain.Kernel;
using Portal.Domain.Payments;

namespace Portal.Domain.Reports;

public sealed record BillRowView(
    long Id,
    string FileName,
    string Provider,
    string? MerchantNo,
    DateOnly? BillDay,
    BillState State,
    HeldReason? Held,
    int Payments,
    int Refunds,
    int DoneRows,
    int SuspenseRows,
    long GrossMinor,
    long RefundMinor,
    string ImportedBy,
    DateTime ReceivedUtc
)
{
    public Money Gross => Money.Cny(GrossMinor);
    public Money Refund => Money.Cny(-RefundMinor);
    public int Rows => Payments + Refunds;
}

/// <summary>A bill with its totals, where its posting stands, and what of its summary disagrees.</summary>
public sealed record BillSheet(
    BillRowView Row,
    BillKind Kind,
    long FileBytes,
    string Sha256,
    Money Fee,
    Money FeeReturned,
    int KnownRows,
    int FailedRows,
    bool FeesDone,
    DateTime? PostedUtc,
    string? DecidedBy,
    DateTime? DecidedUtc,
    string? DecidedWhy,
    long? RevisesId,
    BillRowView? Revises,
    IReadOnlyList<BillDifference> Differences
);

public sealed record ExceptionRow(
    long Id,
    ExceptionKind Kind,
    long BillId,
    int Line,
    string MerchantNo,
    string Reference,
    long AmountMinor,
    string Currency,
    DateOnly BusinessDay,
    DateTime RaisedUtc,
    DateTime? ResolvedUtc,
    string? ResolvedBy
)
{
    public Money Amount => new(AmountMinor, Kernel.Currency.Of(Currency));
}

/// <summary>Bills and the rows of them that need a person, as finance looks at them.</summary>
public sealed class BillPagesService(IDbContextFactory<PortalDb> dbs, Gate gate)
{
    /// <summary>Bills, newest first, of one state or all.</summary>
    [Needs(Permit.ViewBills)]
    public async Task<Page<BillRowView>> List(Actor actor, BillState? state, PageAsk ask, CancellationToken ct)
    {
        await using var db = await dbs.CreateDbContextAsync(ct);
        await gate.Staff(db, actor, Permit.ViewBills, ct);
        var rows = state is { } wanted ? db.Bills.Where(row => row.State == wanted) : db.Bills;
        return await rows.PageOf(
            ask,
            row => row.Id,
            row => new BillRowView(
                row.Id,
                row.FileName,
                row.Provider,
                row.MerchantNo,
                row.BillDay,
                row.State,
                row.Held,
                row.Payments,
                row.Refunds,
                row.DoneRows,
                row.SuspenseRows,
                row.GrossMinor,
                row.RefundMinor,
                row.ImportedBy,
                row.ReceivedUtc
            ),
            row => row.Id,
            ct
        );
    }

    /// <summary>One bill.</summary>
    /// <exception cref="Refusal">No such bill.</exception>
    [Needs(Permit.ViewBills)]
    public async Task<BillSheet> Sheet(Actor actor, long billId, CancellationToken ct)
    {
        await using var db = await dbs.CreateDbContextAsync(ct);
        await gate.Staff(db, actor, Permit.ViewBills, ct);
        var bill = await db.Bills.AsNoTracking().SingleOrDefaultAsync(row => row.Id == billId, ct) ?? throw Refusal.NotFound();
        var revises = bill.RevisesId is { } id ? await db.Bills.AsNoTracking().SingleOrDefaultAsync(row => row.Id == id, ct) : null;
        var key = string.Create(System.Globalization.CultureInfo.InvariantCulture, $"BL-{bill.Id:D6}");
        var why = bill.DecidedBy is null
            ? null
            : await db
                .AuditRecords.Where(row => row.ObjectKind == "bill" && row.ObjectKey == key && row.Why != null)
                .OrderByDescending(row => row.Sequence)
                .Select(row => row.Why)
                .FirstOrDefaultAsync(ct);
        return new BillSheet(
            Row(bill),
            bill.Kind,
            bill.FileBytes,
            bill.Sha256,
            Money.Cny(bill.FeeMinor),
            Money.Cny(bill.FeeReturnedMinor),
            bill.KnownRows,
            bill.FailedRows,
            bill.FeesDone,
            bill.PostedUtc,
            bill.DecidedBy,
            bill.DecidedUtc,
            why,
            bill.RevisesId,
            revises is null ? null : Row(revises),
            bill.Differences
        );
    }

    /// <summary>Rows of bills that need a person: open ones, or those done with.</summary>
    [Needs(Permit.ViewBills)]
    public async Task<Page<ExceptionRow>> Exceptions(Actor actor, bool resolved, ExceptionKind? kind, PageAsk ask, CancellationToken ct)
    {
        await using var db = await dbs.CreateDbContextAsync(ct);
        await gate.Staff(db, actor, Permit.ViewBills, ct);
        var rows = db.ExceptionItems.Where(row => resolved ? row.ResolvedUtc != null : row.ResolvedUtc == null);
        if (kind is { } wanted)
        {
            rows = rows.Where(row => row.Kind == wanted);
        }

        return await rows.PageOf(
            ask,
            row => row.Id,
            row => new ExceptionRow(
                row.Id,
                row.Kind,
                row.BillId,
                row.Line,
                db.GatewayAccounts.Where(account => account.Id == row.GatewayAccountId).Select(account => account.MerchantNo).First(),
                row.Reference,
                row.AmountMinor,
                row.Currency,
                row.BusinessDay,
                row.RaisedUtc,
                row.ResolvedUtc,
                row.ResolvedBy
            ),
            row => row.Id,
            ct
        );
    }

    private static BillRowView Row(Bill bill) =>
        new(
            bill.Id,
            bill.FileName,
            bill.Provider,
            bill.MerchantNo,
            bill.BillDay,
            bill.State,
            bill.Held,
            bill.Payments,
            bill.Refunds,
            bill.DoneRows,
            bill.SuspenseRows,
            bill.GrossMinor,
            bill.RefundMinor,
            bill.ImportedBy,
            bill.ReceivedUtc
        );
}
