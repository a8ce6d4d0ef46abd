using Microsoft.EntityFrameworkCore;
using Portal.Domain.Approvals;
using Portal.Domain.Data;
using Portal.Domain.Identity;
using Portal.Domain.Kernel;
using Portal.Domain.Notifications;

namespace Portal.Domain.Messaging;

/// <summary>
/// The moderators' side: what waits, taking one message, letting it go or giving it back. Nobody moderates a message of an organisation
/// that one of their accounts belongs to or registered.
/// </summary>
public sealed partial class PublishingService
{
    /// <summary>The messages that wait for a moderator, oldest first.</summary>
    public async Task<IReadOnlyList<HeldRow>> Held(Actor actor, CancellationToken ct)
    {
        await using var act = await acts.Staff(actor, Permit.ViewHeldMessages, ct);
        var now = clock.UtcNow();
        return await act
            .Db.Messages.Where(row => row.State == MessageState.Held)
            .OrderBy(row => row.EditedUtc)
            .Take(PageAsk.SizeMax)
            .Select(row => new HeldRow(
                row.Number,
                act.Db.PublicAccounts.Single(account => account.Id == row.AccountId).DisplayName,
                act.Db.Merchants.Single(merchant => merchant.Id == row.MerchantId).LegalName,
                row.Title,
                row.Excerpt,
                row.EditedUtc,
                row.LeasedUntilUtc > now ? row.ModeratorName : null
            ))
            .ToListAsync(ct);
    }

    /// <summary>One held message with what was found in it, and whether the reader may decide it.</summary>
    public async Task<HeldMessage> ReadHeld(Actor actor, string number, CancellationToken ct)
    {
        await using var act = await acts.Staff(actor, Permit.ViewHeldMessages, ct);
        var message =
            await act.Db.Messages.SingleOrDefaultAsync(row => row.Number == number && row.State == MessageState.Held, ct)
            ?? throw Refusal.NotFound();
        var account = await Account(act.Db, message, ct);
        var owner = await act.Db.Merchants.SingleAsync(row => row.Id == message.MerchantId, ct);
        var now = clock.UtcNow();
        var holder = message.LeasedUntilUtc > now ? message.ModeratorName : null;
        return new HeldMessage(
            new HeldRow(number, account.DisplayName, owner.LegalName, message.Title, message.Excerpt, message.EditedUtc, holder),
            message.Html,
            message.PlanUtc,
            PreflightRules.Check(message.Kind, message.Title, message.Body),
            message.IsModeratedBy(actor, now) ? message.LeasedUntilUtc : null,
            await Ties.Exist(act.Db, message.MerchantId, await SamePerson.Of(act.Db, actor.UserId, ct), ct),
            message.Version
        );
    }

    /// <summary>Takes a held message for a while, or for a while more.</summary>
    /// <exception cref="Refusal">Somebody else has it; the actor is tied to that organisation; decided already.</exception>
    public async Task Claim(Actor actor, string number, CancellationToken ct)
    {
        await using var act = await acts.Staff(actor, Permit.ModerateMessages, ct);
        var message = await FindHeld(act.Db, actor, number, ct);
        message.Claim(actor, await act.Db.Policy(MessagingPolicies.ModerationLeaseMinutes, ct), clock.UtcNow());
        await act.Commit("message.claimed", "message", number, merchantId: message.MerchantId);
    }

    /// <summary>Puts a message back for the others. Not having it changes nothing.</summary>
    public async Task PutBack(Actor actor, string number, CancellationToken ct)
    {
        await using var act = await acts.Staff(actor, Permit.ModerateMessages, ct);
        var message = await FindHeld(act.Db, actor, number, ct);
        if (message.PutBack(actor, clock.UtcNow()))
        {
            await act.Commit("message.put-back", "message", number, merchantId: message.MerchantId);
        }
    }

    /// <summary>Lets a held message go, at its time or, when that is past, at once; takes the quota slot. Letting it go again changes nothing.</summary>
    /// <exception cref="Refusal">Not claimed, or decided by somebody else; the account may not publish; the quota is used up.</exception>
    public Task<Published> Release(Actor actor, string number, int version, CancellationToken ct) =>
        WithSlot(fresh => ReleaseOnce(fresh, actor, number, version, ct), ct);

    private async Task<Published> ReleaseOnce(Acts fresh, Actor actor, string number, int version, CancellationToken ct)
    {
        await using var act = await fresh.Staff(actor, Permit.ModerateMessages, ct);
        await act.Begin();
        if (
            await act.Db.Messages.SingleOrDefaultAsync(row => row.Number == number, ct) is { WasReleased: true } done
            && done.ModeratorId == actor.UserId
        )
        {
            return new Published(done.State, done.DueUtc);
        }

        var message = await FindHeld(act.Db, actor, number, ct);
        var now = clock.UtcNow();
        message.DemandModerator(actor, now);
        Refusal.Unless(message.Version == version, KernelRefusals.Conflict);
        var account = await Account(act.Db, message, ct);
        CheckMayPublish(await act.Db.Merchants.SingleAsync(row => row.Id == message.MerchantId, ct), account);
        await Schedule(act.Db, actor, account, message, message.PlanUtc > now ? message.PlanUtc.Value : now, now, ct);
        await MessageNotices.Notify(act.Db, NoticeKind.MessageReleased, message, ct, account.DisplayName, message.DueUtc!.Value);
        await act.Commit();
        return new Published(message.State, message.DueUtc);
    }

    /// <summary>Gives a held message back to its writer with a note. Giving it back again with the same note changes nothing.</summary>
    /// <exception cref="Refusal">Not claimed, or decided by somebody else; no note.</exception>
    public async Task Return(Actor actor, string number, string note, int version, CancellationToken ct)
    {
        await using var act = await acts.Staff(actor, Permit.ModerateMessages, ct);
        var words = Text.Required(note, nameof(Message.ModeratorNote), 500);
        if (
            await act.Db.Messages.AnyAsync(
                row =>
                    row.Number == number
                    && row.State == MessageState.Draft
                    && row.ModeratorId == actor.UserId
                    && row.ModeratorNote == words,
                ct
            )
        )
        {
            return;
        }

        var message = await FindHeld(act.Db, actor, number, ct);
        message.DemandModerator(actor, clock.UtcNow());
        Refusal.Unless(message.Version == version, KernelRefusals.Conflict);
        message.ReturnToDraft(words);
        act.Audit("message.returned", "message", number, why: message.ModeratorNote, merchantId: message.MerchantId);
        await MessageNotices.Notify(act.Db, NoticeKind.MessageReturned, message, ct, message.ModeratorNote!);
        await act.Commit();
    }

    /// <summary>A held message for who decides it: not one that is theirs, nor one that somebody else has decided meanwhile.</summary>
    private static async Task<Message> FindHeld(PortalDb db, Actor actor, string number, CancellationToken ct)
    {
        var message = await db.Messages.SingleOrDefaultAsync(row => row.Number == number, ct);
        // Only what was a moderator's concern may say so: any other message is not there.
        if (message is null || (message.State != MessageState.Held && message.ModeratorName is null))
        {
            throw Refusal.NotFound();
        }

        if (message.State != MessageState.Held)
        {
            throw new Refusal(MessagingRefusals.ModeratedAlready, message.ModeratorName!);
        }

        var mine = await SamePerson.Of(db, actor.UserId, ct);
        Refusal.Unless(!await Ties.Exist(db, message.MerchantId, mine, ct), MessagingRefusals.OwnOrganisation);
        return message;
    }
}
