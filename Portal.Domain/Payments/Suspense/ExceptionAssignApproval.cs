using Microsoft.EntityFrameworkCore;
using Portal.Domain.Approvals;
using Portal.Domain.Data;
using Portal.Domain.Identity;
using Portal.Domain.Kernel;

namespace Portal.Domain.Payments;

/// <summary>Money leaves suspense for a merchant: one item's, or all that waits for a number that is theirs from now on.</summary>
internal sealed class ExceptionAssignApproval(SuspenseResolver suspense, TimeProvider clock) : MoneyActApproval
{
    public const string KindName = "exception-assign";

    public override string Name => KindName;
    public override Permit Propose => Permit.ResolveExceptions;
    public override Permit Decide => Permit.ApproveAssignments;

    private protected override async Task<IReadOnlyDictionary<string, string?>> Facts(PortalDb db, MoneyAct act, CancellationToken ct)
    {
        var item = await db.ExceptionItems.AsNoTracking().SingleAsync(row => row.Id == act.TargetId, ct);
        var account = await db.GatewayAccounts.AsNoTracking().SingleAsync(row => row.Id == item.GatewayAccountId, ct);
        var stake = await StakeOf(db, item, account, act.Whole, ct);
        return new Dictionary<string, string?>
        {
            ["merchantName"] = await NameOf(db, act.MerchantId, ct),
            ["exceptionKind"] = item.Kind.ToString(),
            ["reference"] = item.Reference,
            ["amount"] = Whole(stake.Minor),
            ["currency"] = stake.Currency,
            ["gatewayAccount"] = $"{account.Provider}:{account.MerchantNo}",
            ["numberOwner"] = await NameOf(db, account.MerchantId, ct),
            ["wholeNumber"] = Flag(act.Whole),
            ["stands"] = Flag(item.ResolvedUtc is null),
        };
    }

    private protected override async Task Do(PortalDb db, MoneyAct act, Actor by, DateTime nowUtc, CancellationToken ct)
    {
        var item = await db.ExceptionItems.SingleAsync(row => row.Id == act.TargetId, ct);
        var account = await GatewayAccount.InTurn(db, item.GatewayAccountId, ct);
        await Assign(db, act, item, account, by, ct);
    }

    /// <summary>What the assignment moves: the payment with its refunds is one amount; with the number, everything that waits for it.</summary>
    internal static async Task<Stake> StakeOf(PortalDb db, ExceptionItem item, GatewayAccount account, bool whole, CancellationToken ct)
    {
        var amounts = new List<Money>();
        var (refund, payment) = item.Kind == ExceptionKind.UnknownMovement ? (null, null) : await Behind(db, item, account, ct);
        amounts.Add(
            payment is { } paid ? new Money(paid.GrossMinor, Currency.Of(paid.Currency))
            : refund is { } back ? new Money(back.AmountMinor, Currency.Of(back.Currency))
            : new Money(item.AmountMinor, Currency.Of(item.Currency))
        );
        if (whole)
        {
            if (await IsToCome(db, account, ct))
            {
                return new Stake(null, item.Currency);
            }

            var waiting = await WaitingOf(db, account, except: payment?.Id ?? 0, ct);
            amounts.AddRange(waiting);
        }

        return Stake.Of(amounts);
    }

    /// <summary>What giving the number an owner moves: all that waits for it. While a bill of it is to be posted, nobody can say how much.</summary>
    internal static async Task<Stake> StakeOf(PortalDb db, GatewayAccount account, CancellationToken ct) =>
        await IsToCome(db, account, ct) ? new Stake(null, Currency.Cny.Code) : Stake.Of(await WaitingOf(db, account, except: 0, ct));

    private static Task<bool> IsToCome(PortalDb db, GatewayAccount account, CancellationToken ct) =>
        db.Bills.AnyAsync(
            row =>
                row.Provider == account.Provider
                && row.MerchantNo == account.MerchantNo
                && (row.State == BillState.Held || row.State == BillState.Posting),
            ct
        );

    /// <summary>What stands in suspense for a merchant number, by currency.</summary>
    private static async Task<IReadOnlyList<Money>> WaitingOf(PortalDb db, GatewayAccount account, long except, CancellationToken ct)
    {
        var sums = await db
            .Payments.Where(row => row.MerchantId == Payment.Nobody && row.GatewayAccountId == account.Id && row.Id != except)
            .GroupBy(row => row.Currency)
            .Select(group => new { Currency = group.Key, Minor = group.Sum(row => row.GrossMinor) })
            .ToListAsync(ct);
        return
        [
            .. sums.OrderBy(sum => sum.Currency, StringComparer.Ordinal).Select(sum => new Money(sum.Minor, Currency.Of(sum.Currency))),
        ];
    }

    /// <summary>Does it, in the caller's transaction. Returns how many other items of the number follow.</summary>
    internal async Task<int> Assign(PortalDb db, MoneyAct act, ExceptionItem item, GatewayAccount account, Actor by, CancellationToken ct)
    {
        var merchant = await db.Merchants.SingleAsync(row => row.Id == act.MerchantId, ct);
        if (account.MerchantId is { } owner && owner != merchant.Id)
        {
            throw new Refusal(PaymentsRefusals.GatewayAccountOther, account.MerchantNo).On("Merchant");
        }

        await Give(db, item, account, merchant.Id, by, ct);
        item.Resolve(by.Name, act.Why, clock.UtcNow());
        var waiting = 0;
        if (act.Whole && account.MerchantId is null)
        {
            account.Assign(merchant.Id);
            await NumberSettled(db, act, account, by, ct);
            await ExceptionService.ClearLater(db, account.Id, clock.UtcNow(), ct);
            await db.SaveChangesAsync(ct);
            waiting = await db.ExceptionItems.CountAsync(
                row =>
                    row.GatewayAccountId == account.Id
                    && row.ResolvedUtc == null
                    && row.Kind == ExceptionKind.UnknownMerchant
                    && row.Id != item.Id,
                ct
            );
            db.Audit(by, "gateway-account.added", "gateway-account", $"{account.Provider}:{account.MerchantNo}", merchant.Id);
        }

        var facts = new
        {
            item.Kind,
            item.Reference,
            item.AmountMinor,
            item.Currency,
            merchant = merchant.Slug,
            remember = act.Whole,
            approval = act.ApprovalNumber,
        };
        db.Audit(by, "exception.assigned", "exception", ExceptionService.Key(item.Id), merchant.Id, after: facts, why: act.Why);
        await db.SaveChangesAsync(ct);
        return waiting;
    }

    /// <summary>
    /// A number has its owner: that settles whatever was asked about it, and changes what was asked about each item of it. Those that still
    /// wait are asked for anew.
    /// </summary>
    internal static async Task NumberSettled(PortalDb db, MoneyAct act, GatewayAccount account, Actor by, CancellationToken ct)
    {
        await MoneyActRequests.CallOff(db, by, GatewayAccountApproval.KindName, [account.Id], ct, through: act);
        var items = await db
            .ExceptionItems.Where(row => row.GatewayAccountId == account.Id)
            .Where(row => db.MoneyActs.Any(ask => ask.Kind == KindName && ask.TargetId == row.Id && ask.State == MoneyActState.Asked))
            .Select(row => row.Id)
            .ToListAsync(ct);
        await MoneyActRequests.CallOff(db, by, KindName, items, ct, through: act);
    }

    private async Task Give(PortalDb db, ExceptionItem item, GatewayAccount account, long merchant, Actor by, CancellationToken ct)
    {
        if (item.Kind == ExceptionKind.UnknownMovement)
        {
            var movement = await db.GatewayMovements.SingleAsync(
                row => row.Provider == account.Provider && row.MovementId == item.Reference && row.MerchantNo == account.MerchantNo,
                ct
            );
            await suspense.Give(db, movement, merchant, ct);
            return;
        }

        var (refund, payment) = await Behind(db, item, account, ct);
        await suspense.Give(
            db,
            account,
            merchant,
            payment is null ? [] : [payment.Id],
            refund is { PaymentId: null } ? [refund.Id] : [],
            ct
        );
        await CloseCompanions(db, item, account, payment?.Id, by, ct);
    }

    /// <summary>The refund an item is about, and the payment: its own, or the one the refund gives back.</summary>
    private static async Task<(Refund? Refund, Payment? Payment)> Behind(
        PortalDb db,
        ExceptionItem item,
        GatewayAccount account,
        CancellationToken ct
    )
    {
        var refund = await db
            .Refunds.AsNoTracking()
            .SingleOrDefaultAsync(
                row =>
                    row.RefundId == item.Reference
                    && row.GatewayAccountId == account.Id
                    && row.BillId == item.BillId
                    && row.Line == item.Line,
                ct
            );
        var payment = await db
            .Payments.AsNoTracking()
            .SingleOrDefaultAsync(
                row =>
                    refund != null && refund.PaymentId != null
                        ? row.Id == refund.PaymentId
                        : row.TransactionId == item.Reference && row.GatewayAccountId == account.Id && row.BillId == item.BillId,
                ct
            );
        return (refund, payment);
    }

    /// <summary>A payment takes its refunds with it: their items are settled by the same decision.</summary>
    private async Task CloseCompanions(
        PortalDb db,
        ExceptionItem item,
        GatewayAccount account,
        long? paymentId,
        Actor by,
        CancellationToken ct
    )
    {
        if (paymentId is null)
        {
            return;
        }

        var references = await db.Refunds.Where(row => row.PaymentId == paymentId).Select(row => row.RefundId).ToListAsync(ct);
        references.AddRange(await db.Payments.Where(row => row.Id == paymentId).Select(row => row.TransactionId).ToListAsync(ct));
        var wanted = references.ToArray();
        var companions = await db
            .ExceptionItems.Where(row => row.GatewayAccountId == account.Id && row.Id != item.Id && row.ResolvedUtc == null)
            .Where(row => row.Kind == ExceptionKind.UnknownMerchant && EF.Parameter(wanted).Contains(row.Reference))
            .ToListAsync(ct);
        foreach (var companion in companions)
        {
            companion.Resolve("bills", ExceptionItem.PaymentAssigned, clock.UtcNow());
        }

        await MoneyActRequests.CallOff(db, by, KindName, [.. companions.Select(row => row.Id)], ct);
    }
}
