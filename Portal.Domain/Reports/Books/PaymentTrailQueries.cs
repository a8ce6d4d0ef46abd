using Microsoft.EntityFrameworkCore;
using Portal.Domain.Data;
using Portal.Domain.Fees;
using Portal.Domain.Identity;
using Portal.Domain.Kernel;
using Portal.Domain.Payments;

namespace Portal.Domain.Reports;

/// <summary>Why a fee is what it is: the rule's version, its terms and the steps from the amount to the fee.</summary>
public sealed record FeeReason(FeeRuleRef Rule, Money Gross, Money Fee, FeeWhy Why, FeeRuleRef? Waiver, Money Waived);

public sealed record RefundView(
    string RefundId,
    string RefundNo,
    DateTime OccurredUtc,
    RefundState State,
    Money Amount,
    Money? FeeReturned,
    string? Statement
);

/// <summary>One payment as its merchant asks about it: what happened to it, why its fee is what it is, and on which statement it stands.</summary>
public sealed class PaymentTrailQueries(Acts acts)
{
    /// <summary>One payment with everything that happened to it.</summary>
    /// <exception cref="Refusal">No such payment of this merchant.</exception>
    public async Task<PaymentView> View(Actor actor, string merchant, string transactionId, CancellationToken ct)
    {
        await using var act = await acts.Merchant(actor, merchant, Permit.ViewPayments, ct);
        var payment =
            await act
                .Db.Payments.Of(act.Merchant)
                .AsNoTracking()
                .Where(row => row.TransactionId == transactionId)
                .OrderBy(row => row.Id)
                .FirstOrDefaultAsync(ct)
            ?? throw Refusal.NotFound();
        var currency = Currency.Of(payment.Currency);
        var fee = await act.Db.Fees.AsNoTracking().SingleOrDefaultAsync(row => row.PaymentId == payment.Id, ct);
        var rule = fee?.RuleId is { } id ? await act.Db.FeeRules.AsNoTracking().SingleAsync(row => row.Id == id, ct) : null;
        return new PaymentView(
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
            fee is null || rule is null ? null : await Reason(act.Db, fee, rule, currency, ct),
            await StatementOf(act.Db, payment.EntryId, ct),
            fee?.EntryId is { } entry ? await StatementOf(act.Db, entry, ct) : null,
            await Refunds(act.Db, payment, currency, ct)
        );
    }

    private static async Task<FeeReason> Reason(PortalDb db, Fee fee, FeeRule rule, Currency currency, CancellationToken ct)
    {
        var waiver = fee.WaiverId is { } id ? await db.FeeRules.AsNoTracking().SingleAsync(row => row.Id == id, ct) : null;
        return new FeeReason(
            FeeRuleRef.Of(rule),
            new Money(fee.GrossMinor, currency),
            new Money(fee.AmountMinor, currency),
            FeeWhy.Of(rule.Terms, fee.GrossMinor, fee.VolumeBeforeMinor ?? 0),
            waiver is null ? null : FeeRuleRef.Of(waiver),
            new Money(fee.WaivedMinor, currency)
        );
    }

    private static async Task<List<RefundView>> Refunds(PortalDb db, Payment payment, Currency currency, CancellationToken ct)
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
        var rows = new List<RefundView>(refunds.Count);
        foreach (var row in refunds)
        {
            rows.Add(
                new RefundView(
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
