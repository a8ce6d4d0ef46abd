using Microsoft.EntityFrameworkCore;
using Portal.Domain.Approvals;
using Portal.Domain.Data;
using Portal.Domain.Identity;
using Portal.Domain.Kernel;
using Portal.Domain.Notifications;

namespace Portal.Domain.Settlement;

/// <summary>Stops and releases all payouts of an organisation; its owners are told both times.</summary>
public sealed class PayoutHoldService(
    IDbContextFactory<PortalDb> dbs,
    Gate gate,
    PayoutReleaseApproval releasing,
    MoneyActRequests acts,
    SettlementZone zone,
    TimeProvider clock
)
{
    public const int ShownMax = 20;
    internal const string ObjectKind = "payout-hold";

    /// <summary>From now on nothing is paid, to the end of <paramref name="until"/> or until it is released.</summary>
    /// <exception cref="Refusal">No reason; held already; the day is over.</exception>
    [Needs(Permit.HoldPayouts)]
    public async Task Hold(Actor actor, string slug, string? reason, DateOnly? until, CancellationToken ct)
    {
        await using var db = await dbs.CreateDbContextAsync(ct);
        await gate.Staff(db, actor, Permit.HoldPayouts, ct);
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        // The same turn as closing: a statement is either closed before the hold or sees it.
        await db.Acquire("settlement", ct);
        var merchant = await SettlementTermsService.Find(db, slug, ct);
        var today = zone.Today(clock);
        if (until < today)
        {
            throw new Refusal(TermsRefusals.HoldInThePast).On(nameof(PayoutHold.UntilDay));
        }

        var held = await ClosingReader.Holds(db, [merchant.Id], today, ct);
        Refusal.Unless(held.Count == 0, TermsRefusals.AlreadyHeld, merchant.DisplayName);
        await CallOffOver(db, actor, ct);
        var hold = PayoutHold.Place(merchant.Id, reason, until, actor, clock.UtcNow());
        db.PayoutHolds.Add(hold);
        await db.SaveChangesAsync(ct);
        db.Audit(actor, "payouts.held", ObjectKind, Number(hold), merchant.Id, after: new { hold.UntilDay }, why: hold.Reason);
        await Notify(db, NoticeKind.PayoutsStopped, hold, merchant, hold.Reason, ct);
        await db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
    }

    /// <summary>
    /// Payouts go on: what was held back is paid with the next statement. Where more is owed than one person may let go alone, it waits for a
    /// second one: then the approval's number is returned, otherwise null.
    /// </summary>
    /// <exception cref="Refusal">Not found; no note; released already; the same waits for a second person.</exception>
    [Needs(Permit.HoldPayouts)]
    public async Task<string?> Release(Actor actor, long holdId, string? note, CancellationToken ct)
    {
        await using var db = await dbs.CreateDbContextAsync(ct);
        await gate.Staff(db, actor, Permit.HoldPayouts, ct);
        var why = Text.Required(note, nameof(PayoutHold.ReleaseNote), PayoutHold.ReasonMax);
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        await db.Acquire("settlement", ct);
        var hold = await db.PayoutHolds.SingleOrDefaultAsync(row => row.Id == holdId, ct) ?? throw Refusal.NotFound();
        Refusal.Unless(hold.ReleasedUtc is null, KernelRefusals.Conflict);
        var merchant = await db.Merchants.SingleAsync(row => row.Id == hold.MerchantId, ct);
        var ask = new MoneyAsk(
            PayoutReleaseApproval.KindName,
            hold.Id,
            merchant.DisplayName,
            await PayoutReleaseApproval.StakeOf(db, merchant.Id, ct),
            merchant.Id,
            ObjectKind,
            Number(hold),
            why
        );
        var act = await acts.Begin(db, actor, ask, ct);
        if (act.State == MoneyActState.Alone)
        {
            await releasing.Release(db, act, hold, actor, ct);
        }

        await transaction.CommitAsync(ct);
        return act.ApprovalNumber;
    }

    /// <summary>A stop whose last day is over needs no release any more: what was asked about it falls. The caller has the turn and saves.</summary>
    internal static async Task CallOffOver(PortalDb db, Actor actor, CancellationToken ct)
    {
        // As long as any payer may still find it standing.
        var day = PayoutHold.DayOfPaying(db.Time.UtcNow());
        var over = await db
            .PayoutHolds.Where(row => row.ReleasedUtc == null && row.UntilDay != null && row.UntilDay < day)
            .Where(row =>
                db.MoneyActs.Any(act =>
                    act.Kind == PayoutReleaseApproval.KindName && act.TargetId == row.Id && act.State == MoneyActState.Asked
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
