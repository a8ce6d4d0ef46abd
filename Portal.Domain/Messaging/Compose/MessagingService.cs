using Microsoft.EntityFrameworkCore;
using Portal.Domain.Accounts;
using Portal.Domain.Data;
using Portal.Domain.Identity;
using Portal.Domain.Kernel;

namespace Portal.Domain.Messaging;

/// <summary>Messages before they are sent: the list, the draft that saves itself, its cover, and what sending it would do.</summary>
public sealed class MessagingService(Acts acts, TimeProvider clock, SettlementZone zone)
{
    public const int SearchCharsMax = 64;

    /// <summary>A draft is saved every few seconds; what is written without such a pause is one edit in the trail.</summary>
    private static readonly TimeSpan EditingPause = TimeSpan.FromMinutes(10);

    /// <summary>A page of one saved view, newest first, with the counts of all views.</summary>
    public async Task<MessageList> List(Actor actor, string merchant, MessageView view, string? search, PageAsk ask, CancellationToken ct)
    {
        await using var act = await acts.Merchant(actor, merchant, Permit.ViewMessages, ct);
        var states = MessageViews.StatesOf(view);
        var rows = act.Db.Messages.AsNoTracking().Of(act.Merchant).Where(row => states.Contains(row.State));
        if (!string.IsNullOrWhiteSpace(search))
        {
            var wanted = Text.Cut(search.Trim(), SearchCharsMax);
            var folded = Message.SearchOf(wanted);
            rows = rows.Where(row => row.Search.Contains(folded) || row.Number == wanted);
        }

        var page = await rows.PageThrough(
            ask,
            row => row.Id,
            kept =>
                from message in kept
                join account in act.Db.PublicAccounts on message.AccountId equals account.Id
                join sent in act.Db.Broadcasts on message.Id equals sent.MessageId into broadcasts
                from broadcast in broadcasts.DefaultIfEmpty()
                orderby message.Id descending
                select new MessageRow(
                    message.Number,
                    message.Kind,
                    message.Title,
                    message.Excerpt,
                    account.DisplayName,
                    message.State,
                    message.WrittenBy,
                    message.EditedUtc,
                    message.DueUtc,
                    message.SentUtc,
                    broadcast == null ? null : broadcast.Delivered,
                    broadcast == null ? null : broadcast.Opened,
                    message.FailureCode
                ),
            ct
        );
        var byState = await act
            .Db.Messages.Of(act.Merchant)
            .GroupBy(row => row.State)
            .Select(group => new { group.Key, Count = group.Count() })
            .ToListAsync(ct);
        var counts = Enum.GetValues<MessageView>()
            .ToDictionary(
                one => one,
                one => byState.Where(state => MessageViews.StatesOf(one).Contains(state.Key)).Sum(state => state.Count)
            );
        return new MessageList(page, counts);
    }

    /// <summary>The accounts a message can be sent from, those that may publish first.</summary>
    public async Task<IReadOnlyList<SenderAccount>> Senders(Actor actor, string merchant, CancellationToken ct)
    {
        await using var act = await acts.Merchant(actor, merchant, Permit.ViewMessages, ct);
        var accounts = await act
            .Db.PublicAccounts.AsNoTracking()
            .Of(act.Merchant)
            .OrderBy(row => row.Id)
            .Select(row => new SenderAccount(row.Handle, row.DisplayName, row.Type, row.State))
            .ToListAsync(ct);
        return [.. accounts.OrderByDescending(account => account.MayPublish)];
    }

    /// <summary>One message. Not found when it is another merchant's.</summary>
    public async Task<MessageDetail> Read(Actor actor, string merchant, string number, CancellationToken ct)
    {
        await using var act = await acts.Merchant(actor, merchant, Permit.ViewMessages, ct);
        var owner = act.Merchant;
        var message =
            await act.Db.Messages.AsNoTracking().Of(owner).SingleOrDefaultAsync(row => row.Number == number, ct)
            ?? throw Refusal.NotFound();
        var account = await act.Db.PublicAccounts.AsNoTracking().Of(owner).SingleAsync(row => row.Id == message.AccountId, ct);
        var cover = await act
            .Db.Media.Of(owner)
            .Where(row => row.Key == message.CoverKey)
            .Select(row => new CoverPicture(row.Key, row.Width, row.Height))
            .SingleOrDefaultAsync(ct);
        var delivery = await act
            .Db.Broadcasts.Where(row => row.MessageId == message.Id)
            .Select(row => new DeliveryView(row.Planned, row.Delivered, row.Filtered, row.Failed, row.Opened))
            .SingleOrDefaultAsync(ct);
        return new MessageDetail(
            message.Number,
            message.Kind,
            message.State,
            message.Title,
            message.Body,
            message.Html,
            message.Excerpt,
            new SenderAccount(account.Handle, account.DisplayName, account.Type, account.State),
            cover,
            message.PlanUtc,
            message.DueUtc,
            message.SentUtc,
            message.RecalledUtc,
            message.EditedUtc,
            message.WrittenBy,
            message.FailureCode,
            message.ModeratorNote,
            delivery,
            message.Version
        );
    }

    /// <summary>Begins a draft and gives it its number.</summary>
    /// <exception cref="Refusal">As <see cref="Save"/>.</exception>
    public async Task<DraftSaved> Start(Actor actor, string merchant, DraftForm form, CancellationToken ct)
    {
        await using var act = await acts.Merchant(actor, merchant, Permit.WriteMessages, ct);
        var owner = act.Merchant;
        await act.Begin();
        var now = clock.UtcNow();
        var account = await Account(act.Db, owner, form.AccountHandle, ct);
        var year = zone.DayOf(now).Year;
        var number = Message.NumberOf(year, await Sequences.Next(act.Db, Things.Message.SequenceOf(year), ct));
        var message = Message.Start(owner.Id, account.Id, number, actor.Name, now);
        await CheckCover(act.Db, owner, form.CoverKey, ct);
        message.Edit(form, account.Id, now);
        act.Db.Messages.Add(message);
        await act.Commit("message.started", "message", number, after: new { account.Handle, message.Kind });
        return Saved(message);
    }

    /// <summary>Saves a draft over the version the writer saw; their work is never overwritten by an older window.</summary>
    /// <exception cref="Refusal">Not a draft any more; too long or nested too deep; a foreign account or cover; edited elsewhere (conflict).</exception>
    public async Task<DraftSaved> Save(Actor actor, string merchant, string number, DraftForm form, int version, CancellationToken ct)
    {
        await using var act = await acts.Merchant(actor, merchant, Permit.WriteMessages, ct);
        var owner = act.Merchant;
        var message = await act.Db.Messages.Of(owner).SingleOrDefaultAsync(row => row.Number == number, ct) ?? throw Refusal.NotFound();
        Refusal.Unless(message.Version == version, KernelRefusals.Conflict);
        var account = await Account(act.Db, owner, form.AccountHandle, ct);
        await CheckCover(act.Db, owner, form.CoverKey, ct);
        if (clock.UtcNow() - message.EditedUtc >= EditingPause)
        {
            act.Audit("message.edited", "message", number);
        }

        message.Edit(form, account.Id, clock.UtcNow());
        await act.Commit();
        return Saved(message);
    }

    /// <summary>What sending at this time would do: audience, quota slot and the instant. The same code decides when it is published.</summary>
    public async Task<SendingView> Estimate(
        Actor actor,
        string merchant,
        string accountHandle,
        string? number,
        DateTime? planUtc,
        CancellationToken ct
    )
    {
        await using var act = await acts.Merchant(actor, merchant, Permit.ViewMessages, ct);
        var account = await Account(act.Db, act.Merchant, accountHandle, ct);
        var messageId = await act
            .Db.Messages.Of(act.Merchant)
            .Where(row => row.Number == number)
            .Select(row => row.Id)
            .SingleOrDefaultAsync(ct);
        var audience = await act.Db.Audiences.AsNoTracking().SingleOrDefaultAsync(row => row.AccountId == account.Id, ct);
        var due = planUtc ?? clock.UtcNow() + await act.Db.Policy(MessagingPolicies.MessageCancelSeconds, ct);
        var quota = await QuotaCounter.View(act.Db, account, messageId, due, zone, ct);
        return new SendingView(new AudienceView(audience?.Followers ?? 0, audience?.Muted ?? 0), quota, due);
    }

    /// <summary>Throws a draft, a held or a failed message away.</summary>
    public async Task Discard(Actor actor, string merchant, string number, CancellationToken ct)
    {
        await using var act = await acts.Merchant(actor, merchant, Permit.WriteMessages, ct);
        var message =
            await act.Db.Messages.Of(act.Merchant).SingleOrDefaultAsync(row => row.Number == number, ct) ?? throw Refusal.NotFound();
        var before = message.State;
        message.Discard();
        await act.Commit("message.discarded", "message", number, before, message.State);
    }

    /// <summary>Keeps a picture for covers and articles. Refuses what is no PNG or JPEG, or too large.</summary>
    public async Task<CoverPicture> Upload(Actor actor, string merchant, byte[] bytes, CancellationToken ct)
    {
        await using var act = await acts.Merchant(actor, merchant, Permit.WriteMessages, ct);
        var most = await act.Db.Policy(MessagingPolicies.MessageImageMegabytes, ct);
        var media = new Media(act.Merchant.Id, await ImageRules.Clean(bytes, most, ct), clock.UtcNow());
        act.Db.Media.Add(media);
        await act.Commit(
            "media.uploaded",
            "media",
            media.Key,
            after: new
            {
                media.ContentType,
                media.Width,
                media.Height,
            }
        );
        return new CoverPicture(media.Key, media.Width, media.Height);
    }

    private static DraftSaved Saved(Message message) =>
        new(
            message.Number,
            message.EditedUtc,
            message.Html,
            message.Excerpt,
            PreflightRules.Check(message.Kind, message.Title, message.Body),
            message.Version
        );

    private static async Task<PublicAccount> Account(PortalDb db, Merchant owner, string handle, CancellationToken ct) =>
        await db.PublicAccounts.AsNoTracking().Of(owner).SingleOrDefaultAsync(row => row.Handle == handle, ct)
        ?? throw new Refusal(MessagingRefusals.AccountRequired).On(nameof(DraftForm.AccountHandle));

    private static async Task CheckCover(PortalDb db, Merchant owner, string? key, CancellationToken ct)
    {
        if (key is not null && !await db.Media.Of(owner).AnyAsync(row => row.Key == key, ct))
        {
            throw Refusal.NotFound();
        }
    }
}
