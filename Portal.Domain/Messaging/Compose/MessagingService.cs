using Microsoft.EntityFrameworkCore;
using Portal.Domain.Accounts;
using Portal.Domain.Data;
using Portal.Domain.Identity;
using Portal.Domain.Kernel;

namespace Portal.Domain.Messaging;

/// <summary>Messages before they are sent: the list, the draft that saves itself, its cover, and what sending it would do.</summary>
public sealed class MessagingService(IDbContextFactory<PortalDb> dbs, Gate gate, TimeProvider clock, SettlementZone zone)
{
    public const int SearchCharsMax = 64;

    /// <summary>A draft is saved every few seconds; what is written without such a pause is one edit in the trail.</summary>
    private static readonly TimeSpan EditingPause = TimeSpan.FromMinutes(10);

    /// <summary>A page of one saved view, newest first, with the counts of all views.</summary>
    [Needs(Permit.ViewMessages)]
    public async Task<MessageList> List(Actor actor, string merchant, MessageView view, string? search, PageAsk ask, CancellationToken ct)
    {
        await using var db = await dbs.CreateDbContextAsync(ct);
        var owner = await gate.Merchant(db, actor, merchant, Permit.ViewMessages, ct);
        var states = MessageViews.StatesOf(view);
        var rows = db.Messages.AsNoTracking().Of(owner).Where(row => states.Contains(row.State));
        if (!string.IsNullOrWhiteSpace(search))
        {
            var wanted = Text.Cut(search.Trim(), SearchCharsMax);
            var folded = Message.SearchOf(wanted);
            rows = rows.Where(row => row.Search.Contains(folded) || row.Number == wanted);
        }

        var page = await KeysetPaging.Read(
            rows,
            row => row.Id,
            ask,
            kept =>
                from message in kept
                join account in db.PublicAccounts on message.AccountId equals account.Id
                join sent in db.Broadcasts on message.Id equals sent.MessageId into broadcasts
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
        var byState = await db
            .Messages.Of(owner)
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
    [Needs(Permit.ViewMessages)]
    public async Task<IReadOnlyList<SenderAccount>> Senders(Actor actor, string merchant, CancellationToken ct)
    {
        await using var db = await dbs.CreateDbContextAsync(ct);
        var owner = await gate.Merchant(db, actor, merchant, Permit.ViewMessages, ct);
        var accounts = await db
            .PublicAccounts.AsNoTracking()
            .Of(owner)
            .OrderBy(row => row.Id)
            .Select(row => new SenderAccount(row.Handle, row.DisplayName, row.Type, row.State))
            .ToListAsync(ct);
        return [.. accounts.OrderByDescending(account => account.MayPublish)];
    }

    /// <summary>One message. Not found when it is another merchant's.</summary>
    [Needs(Permit.ViewMessages)]
    public async Task<MessageDetail> Read(Actor actor, string merchant, string number, CancellationToken ct)
    {
        await using var db = await dbs.CreateDbContextAsync(ct);
        var owner = await gate.Merchant(db, actor, merchant, Permit.ViewMessages, ct);
        var message =
            await db.Messages.AsNoTracking().Of(owner).SingleOrDefaultAsync(row => row.Number == number, ct) ?? throw Refusal.NotFound();
        var account = await db.PublicAccounts.AsNoTracking().Of(owner).SingleAsync(row => row.Id == message.AccountId, ct);
        var cover = await db
            .Media.Of(owner)
            .Where(row => row.Key == message.CoverKey)
            .Select(row => new CoverPicture(row.Key, row.Width, row.Height))
            .SingleOrDefaultAsync(ct);
        var delivery = await db
            .Broadcasts.Where(row => row.MessageId == message.Id)
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
    [Needs(Permit.WriteMessages)]
    public async Task<DraftSaved> Start(Actor actor, string merchant, DraftForm form, CancellationToken ct)
    {
        await using var db = await dbs.CreateDbContextAsync(ct);
        var owner = await gate.Merchant(db, actor, merchant, Permit.WriteMessages, ct);
        await using var tx = await db.Database.BeginTransactionAsync(ct);
        var now = clock.UtcNow();
        var account = await Account(db, owner, form.AccountHandle, ct);
        var year = zone.DayOf(now).Year;
        var number = Message.NumberOf(year, await Sequences.Next(db, Things.Message.SequenceOf(year), ct));
        var message = Message.Start(owner.Id, account.Id, number, actor.Name, now);
        await CheckCover(db, owner, form.CoverKey, ct);
        message.Edit(form, account.Id, now);
        db.Messages.Add(message);
        db.Audit(actor, "message.started", "message", number, owner.Id, after: new { account.Handle, message.Kind });
        await db.SaveChangesAsync(ct);
        await tx.CommitAsync(ct);
        return Saved(message);
    }

    /// <summary>Saves a draft over the version the writer saw; their work is never overwritten by an older window.</summary>
    /// <exception cref="Refusal">Not a draft any more; too long or nested too deep; a foreign account or cover; edited elsewhere (conflict).</exception>
    [Needs(Permit.WriteMessages)]
    public async Task<DraftSaved> Save(Actor actor, string merchant, string number, DraftForm form, int version, CancellationToken ct)
    {
        await using var db = await dbs.CreateDbContextAsync(ct);
        var owner = await gate.Merchant(db, actor, merchant, Permit.WriteMessages, ct);
        var message = await db.Messages.Of(owner).SingleOrDefaultAsync(row => row.Number == number, ct) ?? throw Refusal.NotFound();
        Refusal.Unless(message.Version == version, KernelRefusals.Conflict);
        var account = await Account(db, owner, form.AccountHandle, ct);
        await CheckCover(db, owner, form.CoverKey, ct);
        if (clock.UtcNow() - message.EditedUtc >= EditingPause)
        {
            db.Audit(actor, "message.edited", "message", number, owner.Id);
        }

        message.Edit(form, account.Id, clock.UtcNow());
        await db.SaveChangesAsync(ct);
        return Saved(message);
    }

    /// <summary>What sending at this time would do: audience, quota slot and the instant. The same code decides when it is published.</summary>
    [Needs(Permit.ViewMessages)]
    public async Task<SendingView> Estimate(
        Actor actor,
        string merchant,
        string accountHandle,
        string? number,
        DateTime? planUtc,
        CancellationToken ct
    )
    {
        await using var db = await dbs.CreateDbContextAsync(ct);
        var owner = await gate.Merchant(db, actor, merchant, Permit.ViewMessages, ct);
        var account = await Account(db, owner, accountHandle, ct);
        var messageId = await db.Messages.Of(owner).Where(row => row.Number == number).Select(row => row.Id).SingleOrDefaultAsync(ct);
        var audience = await db.Audiences.AsNoTracking().SingleOrDefaultAsync(row => row.AccountId == account.Id, ct);
        var due = planUtc ?? clock.UtcNow() + await db.Policy(MessagingPolicies.MessageCancelSeconds, ct);
        var quota = await QuotaCounter.View(db, account, messageId, due, zone, ct);
        return new SendingView(new AudienceView(audience?.Followers ?? 0, audience?.Muted ?? 0), quota, due);
    }

    /// <summary>Throws a draft, a held or a failed message away.</summary>
    [Needs(Permit.WriteMessages)]
    public async Task Discard(Actor actor, string merchant, string number, CancellationToken ct)
    {
        await using var db = await dbs.CreateDbContextAsync(ct);
        var owner = await gate.Merchant(db, actor, merchant, Permit.WriteMessages, ct);
        var message = await db.Messages.Of(owner).SingleOrDefaultAsync(row => row.Number == number, ct) ?? throw Refusal.NotFound();
        var before = message.State;
        message.Discard();
        db.Audit(actor, "message.discarded", "message", number, owner.Id, before, message.State);
        await db.SaveChangesAsync(ct);
    }

    /// <summary>Keeps a picture for covers and articles. Refuses what is no PNG or JPEG, or too large.</summary>
    [Needs(Permit.WriteMessages)]
    public async Task<CoverPicture> Upload(Actor actor, string merchant, byte[] bytes, CancellationToken ct)
    {
        await using var db = await dbs.CreateDbContextAsync(ct);
        var owner = await gate.Merchant(db, actor, merchant, Permit.WriteMessages, ct);
        var most = await db.Policy(MessagingPolicies.MessageImageMegabytes, ct);
        var media = new Media(owner.Id, ImageRules.Clean(bytes, most), clock.UtcNow());
        db.Media.Add(media);
        db.Audit(
            actor,
            "media.uploaded",
            "media",
            media.Key,
            owner.Id,
            after: new
            {
                media.ContentType,
                media.Width,
                media.Height,
            }
        );
        await db.SaveChangesAsync(ct);
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
