using Microsoft.EntityFrameworkCore;
using Portal.Domain.Accounts;
using Portal.Domain.Data;
using Portal.Domain.Identity;
using Portal.Domain.Kernel;
using Portal.Domain.Notifications;
using Portal.Domain.Risk;

namespace Portal.Domain.Messaging;

/// <summary>From draft to sent: check, reserve the quota, schedule, deliver once, take back.</summary>
public sealed partial class PublishingService(Acts acts, TimeProvider clock, SettlementZone zone)
{
    public const string DeliverWork = Message.SendWork;

    /// <summary>
    /// Checks the draft and schedules it for its time, or for ten seconds from now, taking a slot of the quota. A doubtful text waits for a
    /// moderator instead.
    /// </summary>
    /// <exception cref="Refusal">
    /// The account may not publish; title or text missing; a word or link is refused; the time is past; the quota of that period is used up;
    /// edited elsewhere.
    /// </exception>
    public Task<Published> Publish(Actor actor, string merchant, string number, int version, CancellationToken ct) =>
        WithSlot(fresh => PublishOnce(fresh, actor, merchant, number, version, ct), ct);

    /// <summary>A lost race for a slot is tried again with fresh eyes, at most once for every slot somebody else may take.</summary>
    private async Task<T> WithSlot<T>(Func<Acts, Task<T>> publish, CancellationToken ct)
    {
        for (var attempt = 0; ; attempt++)
        {
            await using var step = await acts.Step(ct);
            try
            {
                return await publish(acts.On(step.Db));
            }
            catch (Refusal lost)
                when (attempt < MessagingPolicies.ServiceBroadcastsAMonth.Facts.Max && step.Db.WasLost(lost, QuotaCounter.Index))
            {
                // Next time round the slot is seen as taken.
            }
        }
    }

    private async Task<Published> PublishOnce(Acts fresh, Actor actor, string merchant, string number, int version, CancellationToken ct)
    {
        await using var act = await fresh.Merchant(actor, merchant, Permit.PublishMessages, ct);
        await act.Begin();
        var owner = act.Merchant;
        var message = await Find(act.Db, owner, number, ct);
        Refusal.Unless(message.Version == version, KernelRefusals.Conflict);
        var account = await Account(act.Db, message, ct);
        CheckMayPublish(owner, account);
        message.CheckComplete();
        var now = clock.UtcNow();
        var due = ScheduleRules.DueOf(message.PlanUtc, await act.Db.Policies(ct), now);
        message.BeginCheck();
        var preflight = PreflightRules.Check(message.Kind, message.Title, message.Body);
        switch (preflight.Outcome)
        {
            case ScreeningOutcome.Refused:
                var worst = preflight.Findings.First(finding => finding.Outcome == ScreeningOutcome.Refused);
                throw new Refusal(MessagingRefusals.ContentRefused, worst.Place.Excerpt, worst.Place.Line, worst.Place.Column).On(
                    worst.Place.Field
                );
            case ScreeningOutcome.Doubtful:
                message.Hold(message.PlanUtc);
                act.Audit("message.held", "message", number, after: new { Reasons = preflight.Findings.Select(finding => finding.Code) });
                await MessageNotices.Held(act.Db, owner, message, ct);
                break;
            case ScreeningOutcome.Clean:
                await Schedule(act.Db, actor, account, message, due, now, ct);
                break;
        }

        await act.Commit();
        return new Published(message.State, message.DueUtc);
    }

    /// <summary>Takes a scheduled message back to the drafts and returns its slot: until the moment it is sent.</summary>
    /// <exception cref="Refusal">It has been sent.</exception>
    public async Task Cancel(Actor actor, string merchant, string number, CancellationToken ct)
    {
        await using var act = await acts.Merchant(actor, merchant, Permit.PublishMessages, ct);
        await act.Begin();
        var message = await Find(act.Db, act.Merchant, number, ct);
        Refusal.Unless(message.State == MessageState.Scheduled, MessagingRefusals.SendingBegun);
        var due = message.DueUtc;
        message.ReturnToDraft();
        await QuotaCounter.Return(act.Db, message, ct);
        await act.Commit("message.unscheduled", "message", number, before: new { due });
    }

    /// <summary>Takes a sent message back for some minutes: followers see that it was recalled. The quota stays used.</summary>
    /// <exception cref="Refusal">Not sent, or too late.</exception>
    public async Task Recall(Actor actor, string merchant, string number, CancellationToken ct)
    {
        await using var act = await acts.Merchant(actor, merchant, Permit.PublishMessages, ct);
        var message = await Find(act.Db, act.Merchant, number, ct);
        message.Recall(await act.Db.Policy(MessagingPolicies.MessageRecallMinutes, ct), clock.UtcNow());
        await act.Commit("message.recalled", "message", number);
    }

    /// <summary>Brings a failed message back to the drafts.</summary>
    public async Task Reopen(Actor actor, string merchant, string number, CancellationToken ct)
    {
        await using var act = await acts.Merchant(actor, merchant, Permit.WriteMessages, ct);
        var message = await Find(act.Db, act.Merchant, number, ct);
        Refusal.Unless(message.State == MessageState.Failed, MessagingRefusals.MoveNotAllowed, message.State, MessageState.Draft);
        message.ReturnToDraft();
        await act.Commit("message.reopened", "message", number);
    }

    /// <summary>
    /// Sends the scheduled message that holds this reservation: one row for all followers, with counters that tie. Run twice, or after the
    /// schedule was cancelled (the reservation is gone), it does nothing.
    /// </summary>
    public async Task Deliver(Actor actor, long reservationId, CancellationToken ct)
    {
        await using var act = await acts.System(actor, Permit.DeliverMessages, ct);
        // Run twice at once, the second finds the message sent.
        await act.Lock(FormattableString.Invariant($"deliver:{reservationId}"));
        var message = await act
            .Db.QuotaReservations.Where(row => row.Id == reservationId)
            .Join(act.Db.Messages, row => row.MessageId, one => one.Id, (_, one) => one)
            .SingleOrDefaultAsync(ct);
        if (message is not { State: MessageState.Scheduled } || message.DueUtc > clock.UtcNow())
        {
            return;
        }

        var account = await Account(act.Db, message, ct);
        var owner = await act.Db.Merchants.SingleAsync(row => row.Id == message.MerchantId, ct);
        if (owner.State != MerchantState.Open || !ScheduleRules.MayPublish(account.State))
        {
            message.Fail(MessagingRefusals.AccountMayNotPublish);
            await QuotaCounter.Return(act.Db, message, ct);
            act.Audit("message.failed", "message", message.Number, after: new { account.State }, merchantId: message.MerchantId);
            await MessageNotices.Notify(act.Db, NoticeKind.MessageFailed, message, ct, account.DisplayName);
        }
        else
        {
            // Its lock puts joining and sending in one order: who is counted here joined before now.
            var audience = await AudienceCounter.Lock(act.Db, account.Id, ct);
            var now = clock.UtcNow();
            var broadcast = new Broadcast(message, audience, now);
            Invariant.Hold("I-30", broadcast.Planned == broadcast.Delivered + broadcast.Filtered + broadcast.Failed, message.Number);
            message.MarkSent(now);
            act.Db.Broadcasts.Add(broadcast);
            act.Audit(
                "message.sent",
                "message",
                message.Number,
                after: new
                {
                    broadcast.Planned,
                    broadcast.Delivered,
                    broadcast.Filtered,
                },
                merchantId: message.MerchantId
            );
            await MessageNotices.Notify(act.Db, NoticeKind.MessageSent, message, ct, account.DisplayName, broadcast.Delivered);
        }

        await act.Commit();
        Telemetry.Delivered.Add(1);
    }

    private async Task Schedule(
        PortalDb db,
        Actor actor,
        PublicAccount account,
        Message message,
        DateTime due,
        DateTime now,
        CancellationToken ct
    )
    {
        var reservation = await QuotaCounter.Reserve(db, account, message, due, zone, now, ct);
        message.Schedule(due);
        await db.SaveChangesAsync(ct);
        // The work names the reservation: a cancelled schedule takes it along, a later one gets its own.
        db.WorkItems.Add(WorkItem.For(Message.SendWork, reservation.Id, due, now));
        db.Audit(actor, "message.scheduled", "message", message.Number, message.MerchantId, after: new { due });
    }

    private static void CheckMayPublish(Merchant owner, PublicAccount account) =>
        Refusal.Unless(
            owner.State == MerchantState.Open && ScheduleRules.MayPublish(account.State),
            MessagingRefusals.AccountMayNotPublish
        );

    private static async Task<Message> Find(PortalDb db, Merchant owner, string number, CancellationToken ct) =>
        await db.Messages.Of(owner).SingleOrDefaultAsync(row => row.Number == number, ct) ?? throw Refusal.NotFound();

    private static Task<PublicAccount> Account(PortalDb db, Message message, CancellationToken ct) =>
        db.PublicAccounts.SingleAsync(row => row.Id == message.AccountId, ct);
}
