using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Portal.Domain.Data;
using Portal.Domain.Identity;
using Portal.Domain.Kernel;

namespace Portal.Domain.Payments;

/// <summary>What an assignment did: whose it is now, and whether other rows of the number follow.</summary>
public sealed record Assigned(string Merchant, string MerchantName, bool Remembered, int Waiting);

/// <summary>The queue of rows that need a person: who looks after one, whose its money is, and why it is closed.</summary>
public sealed class ExceptionService(IDbContextFactory<PortalDb> dbs, Gate gate, SuspenseBook suspense, TimeProvider clock)
{
    public const string ClearWork = "suspense.clear";
    private const int WhyMax = 400;

    /// <summary>Makes the item mine, also when it was another's.</summary>
    /// <exception cref="Refusal">Not found; resolved; not a person.</exception>
    [Needs(Permit.ResolveExceptions)]
    public async Task Take(Actor actor, long itemId, CancellationToken ct)
    {
        await using var db = await dbs.CreateDbContextAsync(ct);
        await gate.Staff(db, actor, Permit.ResolveExceptions, ct);
        var item = await Item(db, itemId, ct);
        Refusal.Unless(actor.UserId > 0, PaymentsRefusals.ExceptionNeedsPerson);
        var before = item.OwnerName;
        item.Take(actor.UserId, actor.Name, clock.UtcNow());
        db.Audit(actor, "exception.taken", "exception", Key(itemId), before: new { owner = before }, after: new { owner = actor.Name });
        await db.SaveChangesAsync(ct);
    }

    /// <summary>Puts the item back for anybody.</summary>
    /// <exception cref="Refusal">Not found; resolved.</exception>
    [Needs(Permit.ResolveExceptions)]
    public async Task Leave(Actor actor, long itemId, CancellationToken ct)
    {
        await using var db = await dbs.CreateDbContextAsync(ct);
        await gate.Staff(db, actor, Permit.ResolveExceptions, ct);
        var item = await Item(db, itemId, ct);
        var before = item.OwnerName;
        item.LeaveIt();
        db.Audit(actor, "exception.left", "exception", Key(itemId), before: new { owner = before });
        await db.SaveChangesAsync(ct);
    }

    /// <summary>Closes an item whose money does not stand in suspense, with a reason.</summary>
    /// <exception cref="Refusal">Not found; resolved; its money waits for a merchant; no reason.</exception>
    [Needs(Permit.ResolveExceptions)]
    public async Task Close(Actor actor, long itemId, string why, CancellationToken ct)
    {
        await using var db = await dbs.CreateDbContextAsync(ct);
        await gate.Staff(db, actor, Permit.ResolveExceptions, ct);
        var reason = Text.Required(why, "Why", WhyMax);
        var item = await Item(db, itemId, ct);
        Refusal.Unless(!item.Waits, PaymentsRefusals.ExceptionMoneyWaits);
        item.Resolve(actor.Name, reason, clock.UtcNow());
        db.Audit(actor, "exception.closed", "exception", Key(itemId), after: new { item.Kind, item.Reference }, why: reason);
        await db.SaveChangesAsync(ct);
    }

    /// <summary>
    /// Gives an item's money to a merchant: an entry moves it from suspense to what is collected for him. To remember the number is to say that
    /// it is his: everything else that waits for it follows.
    /// </summary>
    /// <exception cref="Refusal">Not found; resolved; nothing in suspense; no such merchant; the number is another's; no reason.</exception>
    [Needs(Permit.ResolveExceptions)]
    public async Task<Assigned> Assign(Actor actor, long itemId, string slug, bool remember, string why, CancellationToken ct)
    {
        await using var db = await dbs.CreateDbContextAsync(ct);
        await gate.Staff(db, actor, Permit.ResolveExceptions, ct);
        var reason = Text.Required(why, "Why", WhyMax);
        var merchant = await db.Merchants.SingleOrDefaultAsync(row => row.Slug == slug, ct) ?? throw Refusal.NotFound().On("Merchant");
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        var item = await Item(db, itemId, ct);
        Refusal.Unless(item.ResolvedUtc is null, PaymentsRefusals.ExceptionResolved);
        Refusal.Unless(item.Waits, PaymentsRefusals.ExceptionNotAssignable);
        var account = await db.GatewayAccounts.SingleAsync(row => row.Id == item.GatewayAccountId, ct);
        if (account.MerchantId is { } owner && owner != merchant.Id)
        {
            throw new Refusal(PaymentsRefusals.GatewayAccountOther, account.MerchantNo).On("Merchant");
        }

        await Give(db, item, account, merchant.Id, ct);
        item.Resolve(actor.Name, reason, clock.UtcNow());
        var waiting = 0;
        if (remember && account.MerchantId is null)
        {
            account.Assign(merchant.Id);
            await ClearLater(db, account.Id, clock.UtcNow(), ct);
            await db.SaveChangesAsync(ct);
            waiting = await db.ExceptionItems.CountAsync(
                row =>
                    row.GatewayAccountId == account.Id
                    && row.ResolvedUtc == null
                    && row.Kind == ExceptionKind.UnknownMerchant
                    && row.Id != itemId,
                ct
            );
            db.Audit(actor, "gateway-account.added", "gateway-account", $"{account.Provider}:{account.MerchantNo}", merchant.Id);
        }

        var facts = new
        {
            item.Kind,
            item.Reference,
            item.AmountMinor,
            item.Currency,
            merchant = merchant.Slug,
            remember,
        };
        db.Audit(actor, "exception.assigned", "exception", Key(itemId), merchant.Id, after: facts, why: reason);
        await db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
        return new Assigned(merchant.Slug, merchant.DisplayName, remember, waiting);
    }

    /// <summary>Gives the next rows of a number that has an owner now to him; true when none is left.</summary>
    [Needs(Permit.PostBills)]
    public async Task<bool> Clear(Actor actor, long accountId, CancellationToken ct)
    {
        await using var db = await dbs.CreateDbContextAsync(ct);
        await gate.Staff(db, actor, Permit.PostBills, ct);
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        var settled = await suspense.Clear(db, accountId, actor, ct);
        await transaction.CommitAsync(ct);
        return settled == 0;
    }

    /// <summary>Has everything that waits for a number given to its owner, in slices.</summary>
    internal static Task ClearLater(PortalDb db, long accountId, DateTime nowUtc, CancellationToken ct) =>
        db.Ask(ClearWork, accountId, nowUtc, nowUtc, ct);

    private async Task Give(PortalDb db, ExceptionItem item, GatewayAccount account, long merchant, CancellationToken ct)
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

        var refund = await db.Refunds.SingleOrDefaultAsync(
            row =>
                row.RefundId == item.Reference && row.GatewayAccountId == account.Id && row.BillId == item.BillId && row.Line == item.Line,
            ct
        );
        var paymentId =
            refund?.PaymentId
            ?? await db
                .Payments.Where(row =>
                    row.TransactionId == item.Reference && row.GatewayAccountId == account.Id && row.BillId == item.BillId
                )
                .Select(row => (long?)row.Id)
                .SingleOrDefaultAsync(ct);
        await suspense.Give(db, account, merchant, paymentId is { } id ? [id] : [], refund is { PaymentId: null } ? [refund.Id] : [], ct);
        await CloseCompanions(db, item, account, paymentId, ct);
    }

    /// <summary>A payment takes its refunds with it: their items are settled by the same decision.</summary>
    private async Task CloseCompanions(PortalDb db, ExceptionItem item, GatewayAccount account, long? paymentId, CancellationToken ct)
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
            companion.Resolve("bills", "payment-assigned", clock.UtcNow());
        }
    }

    private static async Task<ExceptionItem> Item(PortalDb db, long itemId, CancellationToken ct) =>
        await db.ExceptionItems.SingleOrDefaultAsync(row => row.Id == itemId, ct) ?? throw Refusal.NotFound();

    internal static string Key(long id) => string.Create(CultureInfo.InvariantCulture, $"EX-{id:D6}");
}
