using Microsoft.EntityFrameworkCore;
using Portal.Domain.Accounts;
using Portal.Domain.Messaging;

namespace Portal.Tests.Messaging;

public sealed class PublishingTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, BothDatabases]
    public async Task A_message_sent_now_reaches_every_follower_after_the_cancel_window(Provider provider)
    {
        await using var world = await World.Create(provider);
        var room = await Newsroom.Open(world);
        var chen = await room.Follower("chen");
        var li = await room.Follower("li");
        await room.Wallet.Mute(li, room.Handle, Ct);

        var draft = await room.Draft();
        var published = await room.Publishing.Publish(room.Owner, room.Slug, draft.Number, draft.Version, Ct);
        Assert.Equal(
            new Published(MessageState.Scheduled, world.Clock.UtcNow() + MessagingPolicies.MessageCancelSeconds.Standard),
            published
        );
        Assert.Equal(0, await room.RunWork());
        world.Clock.Advance(MessagingPolicies.MessageCancelSeconds.Standard);
        Assert.Equal(1, await room.RunWork());

        var sent = await room.Read(draft.Number);
        Assert.Equal(MessageState.Sent, sent.State);
        Assert.Equal(new DeliveryView(2, 2, 0, 0, 0), sent.Delivery);
        Assert.Equal(1, Assert.Single(await room.Wallet.Chats(chen, Ct)).Unread);
        Assert.Equal(0, Assert.Single(await room.Wallet.Chats(li, Ct)).Unread);
        Assert.All(await room.Proofs(), proof => Assert.True(proof.Ok, proof.Detail));
    }

    [Theory, BothDatabases]
    public async Task Delivering_again_or_twice_at_once_leaves_one_broadcast_I_30(Provider provider)
    {
        await using var world = await World.Create(provider);
        var room = await Newsroom.Open(world);
        await room.Follower("chen");
        var draft = await room.Draft();
        await room.Publishing.Publish(room.Owner, room.Slug, draft.Number, draft.Version, Ct);
        world.Clock.Advance(MessagingPolicies.MessageCancelSeconds.Standard);
        await using var db = world.Db();
        var reservation = await db.QuotaReservations.Select(row => row.Id).SingleAsync(Ct);

        // Two workers whose leases overlap: each either does it or finds it done.
        var runs = await Task.WhenAll(
            Enumerable
                .Range(0, 4)
                .Select(_ => Record.ExceptionAsync(() => room.Publishing.Deliver(Newsroom.Delivery, reservation, Ct)).AsTask())
        );
        Assert.All(runs, Assert.Null);
        await room.Publishing.Deliver(Newsroom.Delivery, reservation, Ct);
        await room.RunWork();

        var broadcast = await db.Broadcasts.SingleAsync(Ct);
        Assert.Equal((1L, 1L, 0L, 0L), (broadcast.Planned, broadcast.Delivered, broadcast.Filtered, broadcast.Failed));
        Assert.Single(await db.AuditRecords.Where(row => row.Action == "message.sent").ToListAsync(Ct));
    }

    [Theory, BothDatabases]
    public async Task A_delivery_killed_before_its_commit_leaves_nothing_and_is_done_by_the_next(Provider provider)
    {
        await using var world = await World.Create(provider);
        var room = await Newsroom.Open(world);
        await room.Follower("chen");
        var draft = await room.Draft();
        await room.Publishing.Publish(room.Owner, room.Slug, draft.Number, draft.Version, Ct);
        world.Clock.Advance(MessagingPolicies.MessageCancelSeconds.Standard);
        using var killed = new CancellationTokenSource();
        await killed.CancelAsync();
        await using var db = world.Db();
        var reservation = await db.QuotaReservations.Select(row => row.Id).SingleAsync(Ct);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() =>
            room.Publishing.Deliver(Newsroom.Delivery, reservation, killed.Token)
        );
        Assert.Equal(0, await db.Broadcasts.CountAsync(Ct));

        await room.RunWork();
        Assert.Equal(1, await db.Broadcasts.CountAsync(Ct));
    }

    [Theory, BothDatabases]
    public async Task The_database_refuses_counters_that_do_not_tie_I_30(Provider provider)
    {
        await using var world = await World.Create(provider);
        var room = await Newsroom.Open(world);
        await room.Send();
        await using var db = world.Db();
        await Assert.ThrowsAnyAsync<System.Data.Common.DbException>(() =>
            db.Broadcasts.ExecuteUpdateAsync(set => set.SetProperty(row => row.Delivered, row => row.Delivered + 1), Ct)
        );
    }

    [Theory, BothDatabases]
    public async Task A_subscription_account_cannot_broadcast_twice_a_day_and_is_told_the_next_day(Provider provider)
    {
        await using var world = await World.Create(provider);
        var room = await Newsroom.Open(world, AccountType.Subscription);
        await room.Send();
        var second = await room.Draft();
        var refusal = await Assert.ThrowsAsync<Refusal>(() =>
            room.Publishing.Publish(room.Owner, room.Slug, second.Number, second.Version, Ct)
        );
        Assert.Equal(MessagingRefusals.QuotaUsedUp, refusal.Code);
        Assert.Equal([1, new DateOnly(2026, 11, 21)], refusal.Args);
        Assert.Equal(MessageState.Draft, (await room.Read(second.Number)).State);
        var view = await room.Messages.Estimate(room.Owner, room.Slug, room.Handle, second.Number, null, Ct);
        Assert.True(view.Quota.IsUsedUp);

        world.Clock.Advance(TimeSpan.FromDays(1));
        await room.Publishing.Publish(room.Owner, room.Slug, second.Number, second.Version, Ct);
    }

    [Theory, BothDatabases]
    public async Task Twenty_at_once_on_the_last_unit_of_quota_exactly_one_passes_I_32(Provider provider)
    {
        await using var world = await World.Create(provider);
        var room = await Newsroom.Open(world);
        for (var used = 0; used < MessagingPolicies.ServiceBroadcastsAMonth.Standard - 1; used++)
        {
            await room.Send();
        }

        var drafts = new List<DraftSaved>();
        for (var i = 0; i < 20; i++)
        {
            drafts.Add(await room.Draft());
        }

        var results = await Task.WhenAll(
            drafts.Select(draft =>
                Task.Run(() =>
                    Record.ExceptionAsync(() => room.Publishing.Publish(room.Owner, room.Slug, draft.Number, draft.Version, Ct)).AsTask()
                )
            )
        );
        Assert.Single(results, result => result is null);
        Assert.Equal(19, results.Count(result => result is Refusal { Code: MessagingRefusals.QuotaUsedUp }));
        Assert.All(await room.Proofs(), proof => Assert.True(proof.Ok, proof.Detail));
    }

    [Theory, BothDatabases]
    public async Task Cancelling_a_schedule_returns_the_slot_and_nothing_is_sent(Provider provider)
    {
        await using var world = await World.Create(provider);
        var room = await Newsroom.Open(world, AccountType.Subscription);
        var draft = await room.Draft(world.Clock.UtcNow().AddHours(3));
        await room.Publishing.Publish(room.Owner, room.Slug, draft.Number, draft.Version, Ct);
        await room.Publishing.Cancel(room.Owner, room.Slug, draft.Number, Ct);
        world.Clock.Advance(TimeSpan.FromHours(4));
        await room.RunWork();
        Assert.Equal(MessageState.Draft, (await room.Read(draft.Number)).State);

        var other = await room.Send();
        Assert.Equal(MessageState.Sent, (await room.Read(other)).State);
        var refusal = await Assert.ThrowsAsync<Refusal>(() => room.Publishing.Cancel(room.Owner, room.Slug, other, Ct));
        Assert.Equal(MessagingRefusals.SendingBegun, refusal.Code);
    }

    [Theory, BothDatabases]
    public async Task A_cancelled_message_can_be_scheduled_again_and_is_sent_once(Provider provider)
    {
        await using var world = await World.Create(provider);
        var room = await Newsroom.Open(world, AccountType.Subscription);
        var draft = await room.Draft(world.Clock.UtcNow().AddHours(1));
        await room.Publishing.Publish(room.Owner, room.Slug, draft.Number, draft.Version, Ct);
        await room.Publishing.Cancel(room.Owner, room.Slug, draft.Number, Ct);
        var again = await room.Read(draft.Number);
        await room.Publishing.Publish(room.Owner, room.Slug, draft.Number, again.Version, Ct);
        world.Clock.Advance(TimeSpan.FromHours(1));
        await room.RunWork();
        await room.RunWork();
        await using var db = world.Db();
        Assert.Equal(1, await db.Broadcasts.CountAsync(Ct));
        Assert.Equal(MessageState.Sent, (await room.Read(draft.Number)).State);
    }

    [Theory, BothDatabases]
    public async Task Recall_works_for_half_an_hour_and_takes_the_words_away(Provider provider)
    {
        await using var world = await World.Create(provider);
        var room = await Newsroom.Open(world);
        var chen = await room.Follower("chen");
        var first = await room.Send("Wrong price, sorry.");
        await room.Publishing.Recall(room.Owner, room.Slug, first, Ct);
        var item = Assert.Single((await room.Wallet.OpenChat(chen, room.Handle, null, Ct)).Items);
        Assert.True(item.IsRecalled);
        Assert.Equal((string.Empty, string.Empty, string.Empty), (item.Title, item.Excerpt, item.Html));

        var second = await room.Send();
        world.Clock.Advance(MessagingPolicies.MessageRecallMinutes.Standard + TimeSpan.FromSeconds(1));
        var late = await Assert.ThrowsAsync<Refusal>(() => room.Publishing.Recall(room.Owner, room.Slug, second, Ct));
        Assert.Equal(MessagingRefusals.RecallTooLate, late.Code);
    }

    [Theory, BothDatabases]
    public async Task A_suspended_account_cannot_publish_and_what_it_had_scheduled_fails(Provider provider)
    {
        await using var world = await World.Create(provider);
        var room = await Newsroom.Open(world);
        var scheduled = await room.Draft(world.Clock.UtcNow().AddHours(1));
        await room.Publishing.Publish(room.Owner, room.Slug, scheduled.Number, scheduled.Version, Ct);
        var draft = await room.Draft();
        await room.SetState(AccountState.Suspended);

        var refusal = await Assert.ThrowsAsync<Refusal>(() =>
            room.Publishing.Publish(room.Owner, room.Slug, draft.Number, draft.Version, Ct)
        );
        Assert.Equal(MessagingRefusals.AccountMayNotPublish, refusal.Code);
        world.Clock.Advance(TimeSpan.FromHours(1));
        await room.RunWork();
        var failed = await room.Read(scheduled.Number);
        Assert.Equal((MessageState.Failed, MessagingRefusals.AccountMayNotPublish), (failed.State, failed.FailureCode));
        Assert.All(await room.Proofs(), proof => Assert.True(proof.Ok, proof.Detail));

        await room.SetState(AccountState.Certified);
        await room.Publishing.Reopen(room.Owner, room.Slug, scheduled.Number, Ct);
        Assert.Equal(MessageState.Draft, (await room.Read(scheduled.Number)).State);
    }

    [Theory, BothDatabases]
    public async Task A_script_in_an_article_is_text_and_a_javascript_link_is_refused_with_its_place(Provider provider)
    {
        await using var world = await World.Create(provider);
        var room = await Newsroom.Open(world);
        var chen = await room.Follower("chen");
        var number = await room.Send("Hello <script>alert(1)</script> and <img src=x onerror=alert(1)>");
        var article = await room.Wallet.Article(chen, number, Ct);
        Assert.DoesNotContain("<script", article.Item.Html, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("<img", article.Item.Html, StringComparison.OrdinalIgnoreCase);

        var bad = await room.Draft(body: "Hello\n\nsee [this](javascript:alert(1))");
        var refusal = await Assert.ThrowsAsync<Refusal>(() => room.Publishing.Publish(room.Owner, room.Slug, bad.Number, bad.Version, Ct));
        Assert.Equal((MessagingRefusals.ContentRefused, "Body"), (refusal.Code, refusal.Field));
        Assert.Equal(["javascript:alert(1)", 3, 5], refusal.Args);
    }

    [Theory, BothDatabases]
    public async Task A_term_hidden_by_markup_is_found(Provider provider)
    {
        await using var world = await World.Create(provider);
        var room = await Newsroom.Open(world);
        var bad = await room.Draft(body: "We offer guaranteed **returns** and guaranteed&#32;profit.");
        var refusal = await Assert.ThrowsAsync<Refusal>(() => room.Publishing.Publish(room.Owner, room.Slug, bad.Number, bad.Version, Ct));
        Assert.Equal(MessagingRefusals.ContentRefused, refusal.Code);
    }

    [Theory, BothDatabases]
    public async Task A_doubtful_text_waits_for_a_moderator_who_releases_or_returns_it(Provider provider)
    {
        await using var world = await World.Create(provider);
        var room = await Newsroom.Open(world);
        var moderator = await world.Person("moderator", StaffRole.Reviewer);
        var draft = await room.Draft(body: "Notes: https://sho.rt/9fKq2");
        Assert.Equal(MessageState.Held, (await room.Publishing.Publish(room.Owner, room.Slug, draft.Number, draft.Version, Ct)).State);
        await using var db = world.Db();
        Assert.Equal(0, await db.QuotaReservations.CountAsync(Ct));

        await room.Publishing.Claim(moderator, draft.Number, Ct);
        var held = await room.Publishing.ReadHeld(moderator, Assert.Single(await room.Publishing.Held(moderator, Ct)).Number, Ct);
        await room.Publishing.Return(moderator, draft.Number, "Use the full address.", held.Version, Ct);
        var returned = await room.Read(draft.Number);
        Assert.Equal((MessageState.Draft, "Use the full address."), (returned.State, returned.ModeratorNote));

        await room.Publishing.Publish(room.Owner, room.Slug, draft.Number, returned.Version, Ct);
        await room.Publishing.Claim(moderator, draft.Number, Ct);
        var again = await room.Publishing.ReadHeld(moderator, draft.Number, Ct);
        await room.Publishing.Release(moderator, draft.Number, again.Version, Ct);
        await room.RunWork();
        Assert.Equal(MessageState.Sent, (await room.Read(draft.Number)).State);
    }

    [Theory, BothDatabases]
    public async Task A_moderator_cannot_release_past_the_quota_and_the_message_stays_held(Provider provider)
    {
        await using var world = await World.Create(provider);
        var room = await Newsroom.Open(world, AccountType.Subscription);
        var moderator = await world.Person("moderator", StaffRole.Reviewer);
        var draft = await room.Draft(body: "Notes: https://sho.rt/9fKq2");
        await room.Publishing.Publish(room.Owner, room.Slug, draft.Number, draft.Version, Ct);
        await room.Send();
        await room.Publishing.Claim(moderator, draft.Number, Ct);
        var held = await room.Publishing.ReadHeld(moderator, draft.Number, Ct);
        var refusal = await Assert.ThrowsAsync<Refusal>(() => room.Publishing.Release(moderator, draft.Number, held.Version, Ct));
        Assert.Equal(MessagingRefusals.QuotaUsedUp, refusal.Code);
        Assert.Equal([1, new DateOnly(2026, 11, 21)], refusal.Args);
        Assert.Equal(MessageState.Held, (await room.Read(draft.Number)).State);

        world.Clock.Advance(TimeSpan.FromDays(1));
        await room.Publishing.Claim(moderator, draft.Number, Ct);
        held = await room.Publishing.ReadHeld(moderator, draft.Number, Ct);
        await room.Publishing.Release(moderator, draft.Number, held.Version, Ct);
        await room.RunWork();
        Assert.Equal(MessageState.Sent, (await room.Read(draft.Number)).State);
    }

    [Theory, BothDatabases]
    public async Task Another_merchants_message_is_not_there(Provider provider)
    {
        await using var world = await World.Create(provider);
        var room = await Newsroom.Open(world);
        var (_, other) = await world.Organisation("lantern");
        var draft = await room.Draft();
        Func<Task>[] acts =
        [
            () => room.Messages.Read(other, "lantern", draft.Number, Ct),
            () => room.Messages.Read(other, room.Slug, draft.Number, Ct),
            () => room.Messages.Save(other, "lantern", draft.Number, room.Form(), draft.Version, Ct),
            () => room.Publishing.Publish(other, "lantern", draft.Number, draft.Version, Ct),
            () => room.Publishing.Cancel(other, "lantern", draft.Number, Ct),
            () => room.Publishing.Recall(other, "lantern", draft.Number, Ct),
            () => room.Messages.Discard(other, "lantern", draft.Number, Ct),
        ];
        foreach (var act in acts)
        {
            Assert.True((await Assert.ThrowsAsync<Refusal>(act)).Code is KernelRefusals.NotFound or MessagingRefusals.AccountRequired);
        }
    }

    [Theory, BothDatabases]
    public async Task A_foreign_cover_is_not_there_and_a_foreign_account_cannot_send(Provider provider)
    {
        await using var world = await World.Create(provider);
        var room = await Newsroom.Open(world);
        var other = await Newsroom.Open(world, slug: "lantern");
        var cover = await other.Messages.Upload(other.Owner, other.Slug, ImageRulesTests.Png, Ct);
        var foreign = await Assert.ThrowsAsync<Refusal>(() =>
            room.Messages.Start(room.Owner, room.Slug, room.Form() with { CoverKey = cover.Key }, Ct)
        );
        Assert.True(foreign.IsNotFound);
        var account = await Assert.ThrowsAsync<Refusal>(() =>
            room.Messages.Start(room.Owner, room.Slug, room.Form() with { AccountHandle = other.Handle }, Ct)
        );
        Assert.Equal(MessagingRefusals.AccountRequired, account.Code);
    }

    [Theory, BothDatabases]
    public async Task An_older_window_cannot_overwrite_a_newer_draft(Provider provider)
    {
        await using var world = await World.Create(provider);
        var room = await Newsroom.Open(world);
        var draft = await room.Draft();
        await room.Messages.Save(room.Owner, room.Slug, draft.Number, room.Form("newer"), draft.Version, Ct);
        var refusal = await Assert.ThrowsAsync<Refusal>(() =>
            room.Messages.Save(room.Owner, room.Slug, draft.Number, room.Form("older"), draft.Version, Ct)
        );
        Assert.Equal(KernelRefusals.Conflict, refusal.Code);
        Assert.Equal("newer", (await room.Read(draft.Number)).Body);
    }

    [Theory, BothDatabases]
    public async Task The_list_counts_its_views_searches_and_pages(Provider provider)
    {
        await using var world = await World.Create(provider);
        var room = await Newsroom.Open(world);
        for (var i = 0; i < 5; i++)
        {
            await room.Draft(body: $"Draft number {i} 乌龙");
        }

        await room.Send();
        var first = await room.Messages.List(room.Owner, room.Slug, MessageView.Draft, null, new PageAsk(2), Ct);
        Assert.Equal((5, 1, 0), (first.Counts[MessageView.Draft], first.Counts[MessageView.Sent], first.Counts[MessageView.Failed]));
        Assert.Equal(["Draft number 4 乌龙", "Draft number 3 乌龙"], first.Page.Rows.Select(row => row.Excerpt));
        var second = await room.Messages.List(room.Owner, room.Slug, MessageView.Draft, null, new PageAsk(2, Before: first.Page.Older), Ct);
        Assert.Equal(["Draft number 2 乌龙", "Draft number 1 乌龙"], second.Page.Rows.Select(row => row.Excerpt));
        var back = await room.Messages.List(room.Owner, room.Slug, MessageView.Draft, null, new PageAsk(2, After: second.Page.Newer), Ct);
        Assert.Equal(first.Page.Rows, back.Page.Rows);
        Assert.Null(back.Page.Newer);
        var found = await room.Messages.List(room.Owner, room.Slug, MessageView.Draft, "NUMBER 3", new PageAsk(), Ct);
        Assert.Single(found.Page.Rows);
        Assert.Empty((await room.Messages.List(room.Owner, room.Slug, MessageView.Draft, "%", new PageAsk(), Ct)).Page.Rows);
    }

    [Theory, BothDatabases]
    public async Task A_time_in_the_past_or_far_away_is_refused_beside_its_field(Provider provider)
    {
        await using var world = await World.Create(provider);
        var room = await Newsroom.Open(world);
        foreach (var (plan, code) in new[] { (-1, MessagingRefusals.TimePast), (181 * 24 * 60, MessagingRefusals.TimeTooFar) })
        {
            var draft = await room.Draft(world.Clock.UtcNow().AddMinutes(plan));
            var refusal = await Assert.ThrowsAsync<Refusal>(() =>
                room.Publishing.Publish(room.Owner, room.Slug, draft.Number, draft.Version, Ct)
            );
            Assert.Equal((code, "PlanUtc"), (refusal.Code, refusal.Field));
        }
    }
}
