using Microsoft.EntityFrameworkCore;
using Portal.Domain.Approvals;
using Portal.Domain.Data;
using Portal.Domain.Identity;
using Portal.Domain.Kernel;

namespace Portal.Domain.Payments;

/// <summary>
/// What an assignment did: whose it is now, and whether other rows of the number follow; or the approval it waits for, and nothing is theirs yet.
/// </summary>
public sealed record Assigned(string Merchant, string MerchantName, bool Remembered, int Waiting, string? Asked = null);

/// <summary>The queue of rows that need a person: who looks after one, whose its money is, and why it is closed.</summary>
public sealed class ExceptionService
{
    public const string ClearWork = "suspense.clear";
    private const int WhyMax = Approval.ReasonMax;

    private readonly Acts _acts;
    private readonly SuspenseResolver _suspense;
    private readonly ExceptionAssignApproval _assigning;
    private readonly MoneyActRequests _moneyActs;
    private readonly TimeProvider _clock;

    internal ExceptionService(
        Acts acts,
        SuspenseResolver suspense,
        ExceptionAssignApproval assigning,
        MoneyActRequests moneyActs,
        TimeProvider clock
    ) => (_acts, _suspense, _assigning, _moneyActs, _clock) = (acts, suspense, assigning, moneyActs, clock);

    /// <summary>Makes the item mine, also when it was another's.</summary>
    /// <exception cref="Refusal">Not found; resolved; not a person.</exception>
    public async Task Take(Actor actor, long itemId, CancellationToken ct)
    {
        await using var act = await _acts.Staff(actor, Permit.ResolveExceptions, ct);
        var item = await Item(act.Db, itemId, ct);
        Refusal.Unless(actor.UserId > 0, PaymentsRefusals.ExceptionNeedsPerson);
        var before = item.OwnerName;
        item.Take(actor.UserId, actor.Name, _clock.UtcNow());
        await act.Commit("exception.taken", "exception", Key(itemId), before: new { owner = before }, after: new { owner = actor.Name });
    }

    /// <summary>Puts the item back for anybody.</summary>
    /// <exception cref="Refusal">Not found; resolved.</exception>
    public async Task Leave(Actor actor, long itemId, CancellationToken ct)
    {
        await using var act = await _acts.Staff(actor, Permit.ResolveExceptions, ct);
        var item = await Item(act.Db, itemId, ct);
        var before = item.OwnerName;
        item.LeaveIt();
        await act.Commit("exception.left", "exception", Key(itemId), before: new { owner = before });
    }

    /// <summary>Closes an item whose money does not stand in suspense, with a reason.</summary>
    /// <exception cref="Refusal">Not found; resolved; its money waits for a merchant; no reason.</exception>
    public async Task Close(Actor actor, long itemId, string why, CancellationToken ct)
    {
        await using var act = await _acts.Staff(actor, Permit.ResolveExceptions, ct);
        var reason = Text.Required(why, "Why", WhyMax);
        var item = await Item(act.Db, itemId, ct);
        Refusal.Unless(!item.Waits, PaymentsRefusals.ExceptionMoneyWaits);
        item.Resolve(actor.Name, reason, _clock.UtcNow());
        await act.Commit("exception.closed", "exception", Key(itemId), after: new { item.Kind, item.Reference }, why: reason);
    }

    /// <summary>
    /// Whose the money would be, for the question before <see cref="Assign"/>: the merchant as they are called and as they are registered. Refuses
    /// what Assign would refuse of the form.
    /// </summary>
    /// <exception cref="Refusal">No such merchant; no reason.</exception>
    public async Task<(string DisplayName, string LegalName)> Recipient(Actor actor, string slug, string why, CancellationToken ct)
    {
        await using var act = await _acts.Staff(actor, Permit.ResolveExceptions, ct);
        var (merchant, _) = await Wanted(act.Db, slug, why, ct);
        return (merchant.DisplayName, merchant.LegalName);
    }

    /// <summary>
    /// Gives an item's money to a merchant: an entry moves it from suspense to what is collected for them. To remember the number is to say that
    /// it is theirs: everything else that waits for it follows. Above what one person may do alone it waits for a second one, and
    /// <see cref="Assigned.Asked"/> names the approval.
    /// </summary>
    /// <exception cref="Refusal">
    /// Not found; resolved; nothing in suspense; no such merchant; the number is another's; no reason; the same waits for a second person.
    /// </exception>
    public async Task<Assigned> Assign(Actor actor, long itemId, string slug, bool remember, string why, CancellationToken ct)
    {
        await using var act = await _acts.Staff(actor, Permit.ResolveExceptions, ct);
        var (merchant, reason) = await Wanted(act.Db, slug, why, ct);
        await act.Begin();
        var item = await Item(act.Db, itemId, ct);
        Refusal.Unless(item.ResolvedUtc is null, PaymentsRefusals.ExceptionResolved);
        Refusal.Unless(item.Waits, PaymentsRefusals.ExceptionNotAssignable);
        var account = await GatewayAccount.InTurn(act.Db, item.GatewayAccountId, ct);
        if (account.MerchantId is { } owner && owner != merchant.Id)
        {
            throw new Refusal(PaymentsRefusals.GatewayAccountOther, account.MerchantNo).On("Merchant");
        }

        var whole = remember && account.MerchantId is null;
        var ask = new MoneyAsk(
            ExceptionAssignApproval.KindName,
            item.Id,
            Key(item.Id),
            await ExceptionAssignApproval.StakeOf(act.Db, item, account, whole, ct),
            merchant.Id,
            "exception",
            Key(item.Id),
            reason,
            whole
        );
        var moneyAct = await _moneyActs.Begin(act.Db, actor, ask, ct);
        var waiting = moneyAct.State == MoneyActState.Alone ? await _assigning.Assign(act.Db, moneyAct, item, account, actor, ct) : 0;
        await act.Commit();
        return new Assigned(merchant.Slug, merchant.DisplayName, remember, waiting, moneyAct.ApprovalNumber);
    }

    /// <summary>Gives the next rows of a number that has an owner now to them; true when none is left.</summary>
    public async Task<bool> Clear(Actor actor, long accountId, CancellationToken ct)
    {
        await using var act = await _acts.System(actor, Permit.PostBills, ct);
        await act.Begin();
        var settled = await _suspense.Clear(act.Db, accountId, actor, ct);
        await act.Commit();
        return settled == 0;
    }

    /// <summary>Has everything that waits for a number given to its owner, in slices.</summary>
    internal static Task ClearLater(PortalDb db, long accountId, DateTime nowUtc, CancellationToken ct) =>
        db.Ask(ClearWork, accountId, nowUtc, nowUtc, ct);

    private static async Task<(Merchant Merchant, string Why)> Wanted(PortalDb db, string slug, string why, CancellationToken ct)
    {
        var form = new FormCheck();
        var merchant = await form.Of(async () =>
            await db.Merchants.SingleOrDefaultAsync(row => row.Slug == slug, ct) ?? throw Refusal.NotFound().On("Merchant")
        );
        var reason = form.Of(() => Text.Required(why, "Why", WhyMax));
        form.Demand();
        return (merchant, reason);
    }

    private static async Task<ExceptionItem> Item(PortalDb db, long itemId, CancellationToken ct) =>
        await db.ExceptionItems.SingleOrDefaultAsync(row => row.Id == itemId, ct) ?? throw Refusal.NotFound();

    internal static string Key(long id) => Things.Exception.Of(id);
}
