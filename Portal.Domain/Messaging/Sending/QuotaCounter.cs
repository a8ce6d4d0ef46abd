using Microsoft.EntityFrameworkCore;
using Portal.Domain.Accounts;
using Portal.Domain.Data;
using Portal.Domain.Kernel;

namespace Portal.Domain.Messaging;

/// <summary>Takes and gives back slots of an account's quota in the caller's context. The unique index is the limit, the reading only finds a free one.</summary>
internal static class QuotaCounter
{
    public const string Index = "IX_QuotaReservations_AccountId_Period_Slot";

    public static async Task<QuotaView> View(
        PortalDb db,
        PublicAccount account,
        long messageId,
        DateTime dueUtc,
        SettlementZone zone,
        CancellationToken ct
    )
    {
        var period = QuotaRules.PeriodOf(account.Type, dueUtc, zone, await db.Policies(ct));
        var held = await db
            .QuotaReservations.Where(row => row.AccountId == account.Id && row.Period == period.Key)
            .Select(row => new { row.MessageId, row.Slot })
            .ToListAsync(ct);
        var others = held.Where(row => row.MessageId != messageId).Select(row => row.Slot).ToList();
        var own = held.Where(row => row.MessageId == messageId).Select(row => (int?)row.Slot).SingleOrDefault();
        return new QuotaView(period, others.Count, own ?? QuotaRules.FreeSlot(period, others));
    }

    /// <summary>Adds the reservation to the context. Refuses when the period has no slot left, naming the first day of the next.</summary>
    public static async Task<QuotaReservation> Reserve(
        PortalDb db,
        PublicAccount account,
        Message message,
        DateTime dueUtc,
        SettlementZone zone,
        DateTime nowUtc,
        CancellationToken ct
    )
    {
        var view = await View(db, account, message.Id, dueUtc, zone, ct);
        if (view.Slot is not { } slot)
        {
            throw new Refusal(MessagingRefusals.QuotaUsedUp, view.Period.Slots, view.Period.Until);
        }

        var reservation = new QuotaReservation(message, view.Period, slot, nowUtc);
        db.QuotaReservations.Add(reservation);
        return reservation;
    }

    public static async Task Return(PortalDb db, Message message, CancellationToken ct)
    {
        var held = await db.QuotaReservations.SingleOrDefaultAsync(row => row.MessageId == message.Id, ct);
        if (held is not null)
        {
            db.QuotaReservations.Remove(held);
        }
    }
}
