using Microsoft.EntityFrameworkCore;
using Portal.Domain.Approvals;
using Portal.Domain.Data;
using Portal.Domain.Identity;
using Portal.Domain.Kernel;
using Portal.Domain.Notifications;

namespace Portal.Domain.Settlement;

/// <summary>Stops and releases all payouts of an organisation; its owners are told both times.</summary>
public sealed class PayoutHoldService
{
    /// <summary>Letters that a reason may have.</summary>
    public const int ReasonMax = PayoutHold.ReasonMax;

    public const int ShownMax = 20;
    internal const string ObjectKind = "payout-hold";

    private readonly Acts _acts;
    private readonly PayoutReleaseApproval _releasing;
    private readonly MoneyActRequests _moneyActs;
    private readonly SettlementZone _zone;
    private readonly TimeProvider _clock;

    internal PayoutHoldService(
        Acts acts,
        PayoutReleaseApproval releasing,
        MoneyActRequests moneyActs,
        SettlementZone zone,
        TimeProvider clock
    ) => (_acts, _releasing, _moneyActs, _zone, _clock) = (acts, releasing, moneyActs, zone, clock);

    /// <summary>From now on nothing is paid, to the end of <paramref name="until"/> or until it is released.</summary>
    /// <exception cref="Refusal">No reason; held already; the day is over.</exception>
    public async Task Hold(Actor actor, string slug, string? reason, DateOnly? until, CancellationToken ct)
    {
        await using var act = await _acts.Staff(actor, Permit.HoldPayouts, ct);
        await act.Begin();
        // The same turn as closing: a statement is either closed before the hold or sees it.
        await act.Lock("settlement");
        var merchant = await SettlementTermsService.Find(act.Db, slug, ct);
        var today = _zone.Today(_clock);
        if (until < today)
        {
            throw new Refusal(TermsRefusals.HoldInThePast).On(nameof(PayoutHold.UntilDay));
        }

        var held = await ClosingReader.Holds(act.Db, [merchant.Id], today, ct);
        Refusal.Unless(held.Count == 0, TermsRefusals.AlreadyHeld, merchant.DisplayName);
        await CallOffOver(act.Db, actor, ct);
        var hold = PayoutHold.Place(merchant.Id, reason, until, actor, _clock.UtcNow());
        act.Db.PayoutHolds.Add(hold);
        await act.Save();
        act.Audit("payouts.held", ObjectKind, Number(hold), after: new { hold.UntilDay }, why: hold.Reason, merchantId: merchant.Id);
        await Notify(act.Db, NoticeKind.PayoutsStopped, hold, merchant, hold.Reason, ct);
        await act.Commit();
    }

    /// <summary>
    /// Payouts go on: what was held back is paid with the next statement. Where more is owed than one person may let go alone, it waits for a
    /// second one: then the approval's number is returned, otherwise null.
    /// </summary>
    /// <exception cref="Refusal">Not found; no note; released already; the same waits for a second person.</exception>
    public async Task<string?> Release(Actor actor, long holdId, string? note, CancellationToken ct)
    {
        await using var act = await _acts.Staff(actor, Permit.HoldPayouts, ct);
        var why = Text.Required(note, nameof(PayoutHold.ReleaseNote), PayoutHold.ReasonMax);
        await act.Lock("settlement");
        var hold = await act.Db.PayoutHolds.SingleOrDefaultAsync(row => row.Id == holdId, ct) ?? throw Refusal.NotFound();
        Refusal.Unless(hold.ReleasedUtc is null, KernelRefusals.Conflict);
        var merchant = await act.Db.Merchants.SingleAsync(row => row.Id == hold.MerchantId, ct);
        var ask = new MoneyAsk(
            PayoutReleaseApproval.KindName,
            hold.Id,
            merchant.DisplayName,
            await PayoutReleaseApproval.StakeOf(act.Db, merchant.Id, ct),
            merchant.Id,
            ObjectKind,
            Number(hold),
            why
        );
        var moneyAct = await _moneyActs.Begin(act.Db, actor, ask, ct);
        if (moneyAct.State == MoneyActState.Alone)
        {
            await _releasing.Release(act.Db, moneyAct, hold, actor, ct);
        }

        await act.Commit();
        return moneyAct.ApprovalNumber;
    }

    /// <summary>A stop whose last day is over needs no release any more: what was asked about it falls. The caller has the lock and saves.</summary>
    internal static async Task CallOffOver(PortalDb db, Actor actor, CancellationToken ct)
    {
        // As long as any payer may still find it standing.
        var day = PayoutHold.DayOfPaying(db.Time.UtcNow());
        var over = await db
            .PayoutHolds.Where(row => row.ReleasedUtc == null && row.UntilDay != null && row.UntilDay < day)
            .Where(row =>
                db.MoneyActs.Any(moneyAct =>
                    moneyAct.Kind == PayoutReleaseApproval.KindName && moneyAct.TargetId == row.Id && moneyAct.State == MoneyActState.Asked
                )
            )
            .Select(row => row.Id)
            .ToListAsync(ct);
        await MoneyActRequests.CallOff(db, actor, PayoutReleaseApproval.KindName, over, ct);
    }

    internal static string Number(PayoutHold hold) => FormattableString.Invariant($"PH-{hold.Id:D6}");

    internal static Task Notify(PortalDb db, NoticeKind kind, PayoutHold hold, Merchant merchant, string why, CancellationToken ct)
    {
        var key = FormattableString.Invariant($"{kind}:{hold.Id}");
        var notification = new Notification(kind, new NoticeThing(ObjectKind, Number(hold), merchant.Slug), key, merchant.DisplayName, why);
        return db.Notify(notification, db.MembersWith(merchant.Id, Permit.ViewStatements), ct);
    }
}
