using Microsoft.EntityFrameworkCore;
using Portal.Domain.Data;
using Portal.Domain.Fees;
using Portal.Domain.Identity;
using Portal.Domain.Kernel;
using Portal.Domain.Payments;

namespace Portal.Domain.Reports;

/// <summary>What part of a merchant's payments is wanted; null means any.</summary>
public sealed record PaymentFilter(
    string? Search = null,
    DateOnly? From = null,
    DateOnly? To = null,
    Channel? Channel = null,
    PaymentState? State = null
)
{
    public bool IsEmpty => this == new PaymentFilter();
}

public sealed record PaymentRow(
    long Id,
    string TransactionId,
    string OrderNo,
    Channel Channel,
    DateTime PaidUtc,
    string Currency,
    long GrossMinor,
    long RefundedMinor,
    long? FeeMinor
)
{
    public Money Gross => new(GrossMinor, Kernel.Currency.Of(Currency));
    public Money Refunded => new(-RefundedMinor, Kernel.Currency.Of(Currency));
    public Money? Fee => FeeMinor is { } fee ? new Money(-fee, Kernel.Currency.Of(Currency)) : null;

    public PaymentState State =>
        RefundedMinor == 0 ? PaymentState.Paid
        : RefundedMinor < GrossMinor ? PaymentState.PartlyRefunded
        : PaymentState.Refunded;
}

/// <summary>Why a fee is what it is: the rule's version, its terms and the steps from the amount to the fee.</summary>
public sealed record FeeReason(
    string RuleName,
    int Edition,
    FeeTerms Terms,
    DateTime FromUtc,
    DateTime? ToUtc,
    Money Gross,
    Money Share,
    Money Fee,
    bool IsMinimum,
    bool IsCap
);

public sealed record RefundRow(
    string RefundId,
    string RefundNo,
    DateTime OccurredUtc,
    RefundState State,
    Money Amount,
    Money? FeeReturned,
    string? Statement
);

public sealed record PaymentSheet(
    string TransactionId,
    string OrderNo,
    string Goods,
    string Bank,
    Channel Channel,
    DateTime PaidUtc,
    DateOnly BusinessDay,
    PaymentState State,
    Money Gross,
    Money Order,
    Money Refunded,
    Money? Fee,
    FeeReason? Reason,
    string? Statement,
    string? FeeStatement,
    IReadOnlyList<RefundRow> Refunds
);

/// <summary>Payments as a merchant looks them up, each with its refunds and the reason of its fee.</summary>
public sealed class PaymentPagesService(IDbContextFactory<PortalDb> dbs, Gate gate)
{
    /// <summary>A merchant's payments, newest first. Search takes an order number, a transaction id, or the beginning of one.</summary>
    [Needs(Permit.ViewPayments)]
    public async Task<Page<PaymentRow>> List(Actor actor, string merchant, PaymentFilter filter, PageAsk ask, CancellationToken ct)
    {
        await using var db = await dbs.CreateDbContextAsync(ct);
        var owner = await gate.Merchant(db, actor, merchant, Permit.ViewPayments, ct);
        return await Filtered(db.Payments.Of(owner), filter)
            .PageOf(
                ask,
                row => row.Id,
                row => new PaymentRow(
                    row.Id,
                    row.TransactionId,
                    row.OrderNo,
                    row.Channel,
                    row.PaidUtc,
                    row.Currency,
                    row.GrossMinor,
                    row.RefundedMinor,
                    db.Fees.Where(fee => fee.PaymentId == row.Id).Select(fee => (long?)fee.AmountMinor).FirstOrDefault()
                ),
                row => row.Id,
                ct
            );
    }

    /// <summary>One payment with everything that happened to it.</summary>
    /// <exception cref="Refusal">No such payment of this merchant.</exception>
    [Needs(Permit.ViewPayments)]
    public async Task<PaymentSheet> Sheet(Actor actor, string merchant, string transactionId, CancellationToken ct)
    {
        await using var db = await dbs.CreateDbContextAsync(ct);
        var owner = await gate.Merchant(db, actor, merchant, Permit.ViewPayments, ct);
        var payment =
            await db
                .Payments.Of(owner)
                .AsNoTracking()
                .Where(row => row.TransactionId == transactionId)
                .OrderBy(row => row.Id)
                .FirstOrDefaultAsync(ct)
            ?? throw Refusal.NotFound();
        var currency = Currency.Of(payment.Currency);
        var fee = await db.Fees.AsNoTracking().SingleOrDefaultAsync(row => row.PaymentId == payment.Id, ct);
        var rule = fee?.RuleId is { } id ? await db.FeeRules.AsNoTracking().SingleAsync(row => row.Id == id, ct) : null;
        return new PaymentSheet(
            payment.TransactionId,
            payment.OrderNo,
            payment.Goods,
            payment.Bank,
            payment.Channel,
            payment.PaidUtc,
            payment.BusinessDay,
            payment.State,
            new Money(payment.GrossMinor, currency),
            new Money(payment.OrderMinor, currency),
            new Money(-payment.RefundedMinor, currency),
            fee is null ? null : new Money(-fee.AmountMinor, currency),
            fee is null || rule is null ? null : Reason(fee, rule, currency),
            await StatementOf(db, payment.EntryId, ct),
            fee?.EntryId is { } entry ? await StatementOf(db, entry, ct) : null,
            await Refunds(db, payment, currency, ct)
        );
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

        if (filter.State is { } state)
        {
            rows = state switch
            {
                PaymentState.Suspense => rows.Where(row => row.MerchantId == Payment.Nobody),
                PaymentState.Paid => rows.Where(row => row.RefundedMinor == 0),
                PaymentState.PartlyRefunded => rows.Where(row => row.RefundedMinor > 0 && row.RefundedMinor < row.GrossMinor),
                PaymentState.Refunded => rows.Where(row => row.RefundedMinor > 0 && row.RefundedMinor == row.GrossMinor),
            };
        }

        if (string.IsNullOrWhiteSpace(filter.Search))
        {
            return rows;
        }

        var search = filter.Search.Trim();
        return rows.Where(row => row.OrderNo.StartsWith(search) || row.TransactionId.StartsWith(search));
    }

    private static FeeReason Reason(Fee fee, FeeRule rule, Currency currency)
    {
        var gross = new Money(fee.GrossMinor, currency);
        var share = gross.ShareHalfUp(rule.PartsPerMillion);
        var before = share.MinorUnits + rule.FixedMinor;
        return new FeeReason(
            rule.Name,
            rule.Edition,
            rule.Terms,
            rule.FromUtc,
            rule.ToUtc,
            gross,
            share,
            new Money(fee.AmountMinor, currency),
            rule.MinimumMinor is { } minimum && before < minimum,
            rule.CapMinor is { } cap && before > cap
        );
    }

    private static async Task<List<RefundRow>> Refunds(PortalDb db, Payment payment, Currency currency, CancellationToken ct)
    {
        var refunds = await db
            .Refunds.AsNoTracking()
            .Where(row => row.PaymentId == payment.Id)
            .OrderBy(row => row.OccurredUtc)
            .ThenBy(row => row.Id)
            .Select(row => new
            {
                row.RefundId,
                row.RefundNo,
                row.OccurredUtc,
                row.State,
                row.AmountMinor,
                row.EntryId,
                Returned = db.Fees.Where(fee => fee.RefundId == row.Id).Select(fee => (long?)fee.AmountMinor).FirstOrDefault(),
            })
            .ToListAsync(ct);
        var rows = new List<RefundRow>(refunds.Count);
        foreach (var row in refunds)
        {
            rows.Add(
                new RefundRow(
                    row.RefundId,
                    row.RefundNo,
                    row.OccurredUtc,
                    row.State,
                    new Money(-row.AmountMinor, currency),
                    row.Returned is { } back ? new Money(back, currency) : null,
                    await StatementOf(db, row.EntryId, ct)
                )
            );
        }

        return rows;
    }

    private static Task<string?> StatementOf(PortalDb db, long entryId, CancellationToken ct) =>
        db
            .StatementEntries.Where(taken => taken.EntryId == entryId)
            .Join(db.Statements, taken => taken.StatementId, statement => statement.Id, (_, statement) => statement.Number)
            .FirstOrDefaultAsync(ct);
}
