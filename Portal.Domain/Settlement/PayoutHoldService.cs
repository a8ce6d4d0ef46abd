using Microsoft.EntityFrameworkCore;
using Portal.Domain.Data;
using Portal.Domain.Identity;
using Portal.Domain.Kernel;
using Portal.Domain.Notices;

namespace Portal.Domain.Settlement;

/// <summary>Stops and releases all payouts of an organisation; its owners are told both times.</summary>
public sealed class PayoutHoldService(IDbContextFactory<PortalDb> dbs, Gate gate, SettlementZone zone, TimeProvider clock)
{
    public const int ShownMax = 20;
    private const string ObjectKind = "payout-hold";

    /// <summary>From now on nothing is paid, to the end of <paramref name="until"/> or until it is released.</summary>
    /// <exception cref="Refusal">No reason; held already; the day is over.</exception>
    [Needs(Permit.HoldPayouts)]
    public async Task Hold(Actor actor, string slug, string? reason, DateOnly? until, CancellationToken ct)
    {
        await using var db = await dbs.CreateDbContextAsync(ct);
        await gate.Staff(db, actor, Permit.HoldPayouts, ct);
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        // The same turn as closing: a statement is either closed before the hold or sees it.
        await db.TakeTurn("settlement", ct);
        var merchant = await SettlementTermsService.Find(db, slug, ct);
        var today = zone.Today(clock);
        if (until < today)
        {
            throw new Refusal(TermsRefusals.HoldInThePast).On(nameof(PayoutHold.UntilDay));
        }

        var held = await ClosingReader.Holds(db, [merchant.Id], today, ct);
        Refusal.Unless(held.Count == 0, TermsRefusals.AlreadyHeld, merchant.DisplayName);
        var hold = PayoutHold.Place(merchant.Id, reason, until, actor, clock.UtcNow());
        db.PayoutHolds.Add(hold);
        await db.SaveChangesAsync(ct);
        db.Audit(actor, "payouts.held", ObjectKind, Number(hold), merchant.Id, after: new { hold.UntilDay }, why: hold.Reason);
        await Tell(db, NoticeKind.PayoutsStopped, hold, merchant, hold.Reason, ct);
        await db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
    }

    /// <summary>Payouts go on: what was held back is paid with the next statement.</summary>
    /// <exception cref="Refusal">Not found; no note; released already.</exception>
    [Needs(Permit.HoldPayouts)]
    public async Task Release(Actor actor, long holdId, string? note, CancellationToken ct)
    {
        await using var db = await dbs.CreateDbContextAsync(ct);
        await gate.Staff(db, actor, Permit.HoldPayouts, ct);
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        await db.TakeTurn("settlement", ct);
        var hold = await db.PayoutHolds.SingleOrDefaultAsync(row => row.Id == holdId, ct) ?? throw Refusal.NotFound();
        var merchant = await db.Merchants.SingleAsync(row => row.Id == hold.MerchantId, ct);
        hold.Release(actor, note, clock.UtcNow());
        db.Audit(actor, "payouts.released", ObjectKind, Number(hold), merchant.Id, why: hold.ReleaseNote);
        await Tell(db, NoticeKind.PayoutsReleased, hold, merchant, hold.ReleaseNote!, ct);
        await db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
    }

    private static string Number(PayoutHold hold) => FormattableString.Invariant($"PH-{hold.Id:D6}");

    private static Task Tell(PortalDb db, NoticeKind kind, PayoutHold hold, Merchant merchant, string why, CancellationToken ct)
    {
        var key = FormattableString.Invariant($"{kind}:{hold.Id}");
        var telling = new Telling(kind, new NoticeThing(ObjectKind, Number(hold), merchant.Slug), key, merchant.DisplayName, why);
        return db.Notify(telling, db.MembersWith(merchant.Id, Permit.ViewStatements), ct);
    }
}
