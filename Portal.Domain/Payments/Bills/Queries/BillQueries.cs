using Microsoft.EntityFrameworkCore;
using Portal.Domain.Approvals;
using Portal.Domain.Data;
using Portal.Domain.Identity;
using Portal.Domain.Kernel;

namespace Portal.Domain.Payments;

/// <summary>Which rows of the queue: open ones, those I look after, or all.</summary>
public enum ExceptionFilter
{
    Open,
    Mine,
    All,
}

/// <summary>How old what is open has become.</summary>
public sealed record ExceptionAges(int Today, int Week, int Month, int Older)
{
    public int Open => Today + Week + Month + Older;
}

/// <summary>The earlier bill that a held one revises, beside it.</summary>
public sealed record BillRevision(long BillId, string FileName, int Payments, int Refunds, long GrossMinor, long RefundMinor);

/// <summary>What finance sees of bills and of the rows that need a person.</summary>
public sealed class BillQueries(Acts acts, TimeProvider clock)
{
    private const int ExceptionsShownMax = 100;

    /// <summary>Bills, newest first; only those in a state when one is named.</summary>
    public async Task<Page<BillListRow>> List(Actor actor, PageAsk ask, BillState? state, CancellationToken ct)
    {
        await using var act = await acts.Staff(actor, Permit.ViewBills, ct);
        var bills = act.Db.Bills.AsNoTracking().Where(bill => state == null || bill.State == state);
        return await bills.Keyset(ask, bill => bill.Id, Row, ct);
    }

    /// <exception cref="Refusal">Not found.</exception>
    public async Task<BillDetail> Detail(Actor actor, long billId, CancellationToken ct)
    {
        await using var act = await acts.Staff(actor, Permit.ViewBills, ct);
        var bill = await act.Db.Bills.AsNoTracking().SingleOrDefaultAsync(row => row.Id == billId, ct) ?? throw Refusal.NotFound();
        var earlier = await act.Db.Bills.AsNoTracking().SingleOrDefaultAsync(row => row.Id == bill.RevisesId, ct);
        var exceptions = await Exceptions(
            act.Db,
            act.Db.ExceptionItems.Where(item => item.BillId == billId).OrderBy(item => item.Id),
            ExceptionsShownMax,
            ct
        );
        return new BillDetail(
            Row(bill),
            bill.Payments,
            bill.Refunds,
            bill.FeeMinor,
            bill.FeeReturnedMinor,
            bill.ShareMinor,
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
            exceptions,
            bill.Changes,
            bill.OpeningMinor,
            bill.ClosingMinor,
            bill.Notes,
            (await MoneyActRequests.Asked(act.Db, BillAcceptApproval.KindName, [bill.Id], ct)).GetValueOrDefault(bill.Id)
        );
    }

    /// <summary>What a bill says happened on the account, newest first.</summary>
    public async Task<Page<MovementView>> Movements(Actor actor, long billId, PageAsk ask, CancellationToken ct)
    {
        await using var act = await acts.Staff(actor, Permit.ViewBills, ct);
        var rows = act.Db.GatewayMovements.AsNoTracking().Where(row => row.BillId == billId);
        return await rows.Keyset(
            ask,
            row => row.Id,
            row => new MovementView(
                row.Id,
                row.Line,
                row.OccurredUtc,
                row.Kind,
                row.Words,
                row.MovementId,
                row.BusinessRef,
                row.OrderNo,
                row.Note,
                row.AmountMinor,
                row.FeeInsideMinor,
                row.BalanceMinor,
                row.Currency,
                row.EntryId
            )
            {
                Posting = row.Posting,
            },
            ct
        );
    }

    /// <summary>How many rows wait for a person, by age.</summary>
    public async Task<ExceptionAges> Ages(Actor actor, CancellationToken ct)
    {
        await using var act = await acts.Staff(actor, Permit.ViewBills, ct);
        var now = clock.UtcNow();
        var (day, week, month) = (now.AddDays(-1), now.AddDays(-7), now.AddDays(-30));
        var open = act.Db.ExceptionItems.Where(item => item.ResolvedUtc == null);
        return new ExceptionAges(
            await open.CountAsync(item => item.RaisedUtc >= day, ct),
            await open.CountAsync(item => item.RaisedUtc < day && item.RaisedUtc >= week, ct),
            await open.CountAsync(item => item.RaisedUtc < week && item.RaisedUtc >= month, ct),
            await open.CountAsync(item => item.RaisedUtc < month, ct)
        );
    }

    /// <summary>Rows that need a person, the newest first: open ones, mine, or all with those resolved.</summary>
    public async Task<Page<ExceptionRow>> Exceptions(Actor actor, PageAsk ask, ExceptionFilter filter, CancellationToken ct)
    {
        await using var act = await acts.Staff(actor, Permit.ViewBills, ct);
        var items = act.Db.ExceptionItems.AsNoTracking().Where(item => filter == ExceptionFilter.All || item.ResolvedUtc == null);
        items = filter == ExceptionFilter.Mine ? items.Where(item => item.OwnerId == actor.UserId) : items;
        var page = await items.Keyset(ask, item => item.Id, item => item.Id, ct);
        var ids = page.Rows.ToArray();
        var rows = await Exceptions(
            act.Db,
            act.Db.ExceptionItems.Where(item => ids.Contains(item.Id)).OrderByDescending(item => item.Id),
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
                item.ResolvedUtc,
                db.GatewayAccounts.Where(account => account.Id == item.GatewayAccountId).Select(account => account.Provider).First(),
                item.OwnerName,
                item.ResolvedBy,
                item.ResolvedWhy,
                db.GatewayAccounts.Any(account => account.Id == item.GatewayAccountId && account.MerchantId != null),
                item.Kind == ExceptionKind.UnknownPayment
                    || item.Kind == ExceptionKind.RefundAbovePayment
                    || item.Kind == ExceptionKind.RefundFailed
                    || (
                        item.Kind != ExceptionKind.UnknownMovement
                        && db.Refunds.Any(row => row.RefundId == item.Reference && row.GatewayAccountId == item.GatewayAccountId)
                    ),
                db.MoneyActs.Where(act =>
                        act.Kind == ExceptionAssignApproval.KindName && act.TargetId == item.Id && act.State == MoneyActState.Asked
                    )
                    .Select(act => act.ApprovalNumber)
                    .FirstOrDefault()
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
            bill.ReceivedUtc,
            bill.Format,
            bill.Currency,
            bill.Movements
        );
}
