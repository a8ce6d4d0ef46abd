using Microsoft.EntityFrameworkCore;
using Portal.Domain.Data;
using Portal.Domain.Identity;
using Portal.Domain.Kernel;

namespace Portal.Domain.Payments;

/// <summary>Which payments: a text matches a whole order, transaction or refund number; days are business days.</summary>
public sealed record PaymentFilter(
    string? Search = null,
    DateOnly? From = null,
    DateOnly? To = null,
    Channel? Channel = null,
    PaymentState? State = null
);

/// <summary>A merchant's own payments.</summary>
public sealed class PaymentQueries(Acts acts)
{
    /// <summary>An order number that more payments than this share finds the newest of them.</summary>
    private const int FoundMax = 1_000;

    /// <summary>Payments by business day, newest first.</summary>
    public async Task<Page<PaymentRow>> List(Actor actor, string merchant, PaymentFilter filter, PageAsk ask, CancellationToken ct)
    {
        await using var act = await acts.Merchant(actor, merchant, Permit.ViewPayments, ct);
        var all = act.Db.Payments.AsNoTracking().Of(act.Merchant);
        var rows = Filtered(all, filter);
        if (filter.Search?.Trim() is { Length: > 0 } search)
        {
            // Found first by their numbers: asked together with the list's order, the whole list would be walked.
            var ids = await Found(act.Db, act.Merchant, search, ct);
            rows = rows.Where(row => ids.Contains(row.Id));
        }

        var pivotId = ask.After ?? ask.Before;
        var pivot = pivotId is null
            ? null
            : await all.Where(row => row.Id == pivotId).Select(row => new { row.BusinessDay, row.Id }).SingleOrDefaultAsync(ct);
        var ascending = ask.After is not null && pivot is not null;
        var found = pivot is null
            ? await Ordered(rows, ascending).Take(ask.Take + 1).ToListAsync(ct)
            : await Beyond(rows, pivot.BusinessDay, pivot.Id, ascending, ask.Take + 1, ct);
        // A key that is gone asks for the first page.
        var page = KeysetPages.Cut(found, pivot is null ? new PageAsk(ask.Size) : ask, row => row.Id);
        return new Page<PaymentRow>([.. page.Rows.Select(Row)], page.Newer, page.Older);
    }

    private static IQueryable<Payment> Ordered(IQueryable<Payment> rows, bool ascending) =>
        ascending
            ? rows.OrderBy(row => row.BusinessDay).ThenBy(row => row.Id)
            : rows.OrderByDescending(row => row.BusinessDay).ThenByDescending(row => row.Id);

    /// <summary>The rest of its day, then the days beyond: of both as one condition no database sees where to begin.</summary>
    private static async Task<List<Payment>> Beyond(
        IQueryable<Payment> rows,
        DateOnly day,
        long id,
        bool ascending,
        int take,
        CancellationToken ct
    )
    {
        var sameDay = rows.Where(row => row.BusinessDay == day);
        var rest = ascending ? sameDay.Where(row => row.Id > id) : sameDay.Where(row => row.Id < id);
        var found = await Ordered(rest, ascending).Take(take).ToListAsync(ct);
        if (found.Count < take)
        {
            var days = ascending ? rows.Where(row => row.BusinessDay > day) : rows.Where(row => row.BusinessDay < day);
            found.AddRange(await Ordered(days, ascending).Take(take - found.Count).ToListAsync(ct));
        }

        return found;
    }

    /// <summary>Payments with that transaction, order or refund number; each of the three has its index.</summary>
    private static async Task<long[]> Found(PortalDb db, Merchant merchant, string search, CancellationToken ct)
    {
        var payments = db.Payments.Of(merchant);
        var byTransaction = await payments.Where(row => row.TransactionId == search).Select(row => row.Id).ToListAsync(ct);
        var byOrder = await payments
            .Where(row => row.OrderNo == search)
            .OrderByDescending(row => row.Id)
            .Select(row => row.Id)
            .Take(FoundMax)
            .ToListAsync(ct);
        var byRefund = await db
            .Refunds.Of(merchant)
            .Where(row => row.RefundId == search && row.PaymentId != null)
            .Select(row => row.PaymentId!.Value)
            .ToListAsync(ct);
        return [.. byTransaction.Concat(byOrder).Concat(byRefund).Distinct()];
    }

    private static IQueryable<Payment> Filtered(IQueryable<Payment> rows, PaymentFilter filter)
    {
        if (filter.From is { } from)
        {
            rows = rows.Where(row => row.BusinessDay >= from);
        }

        if (filter.To is { } to)
        {
            rows = rows.Where(row => row.BusinessDay <= to);
        }

        if (filter.Channel is { } channel)
        {
            rows = rows.Where(row => row.Channel == channel);
        }

        return filter.State is not { } state
            ? rows
            : state switch
            {
                PaymentState.Suspense => rows.Where(row => row.MerchantId == Payment.Nobody),
                PaymentState.Paid => rows.Where(row => row.RefundedMinor == 0),
                PaymentState.PartlyRefunded => rows.Where(row => row.RefundedMinor > 0 && row.RefundedMinor < row.GrossMinor),
                PaymentState.Refunded => rows.Where(row => row.RefundedMinor > 0 && row.RefundedMinor == row.GrossMinor),
            };
    }

    private static PaymentRow Row(Payment payment) =>
        new(
            payment.Id,
            payment.TransactionId,
            payment.OrderNo,
            payment.Channel,
            payment.Goods,
            payment.PaidUtc,
            payment.BusinessDay,
            payment.GrossMinor,
            payment.RefundedMinor,
            payment.Currency,
            payment.State
        );
}
