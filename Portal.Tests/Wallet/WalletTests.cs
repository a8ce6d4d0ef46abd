using Microsoft.EntityFrameworkCore;
using Portal.Domain.Accounts;
using Portal.Domain.Messaging;
using Portal.Tests.Messaging;

namespace Portal.Tests.Wallet;

public sealed class WalletTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, BothDatabases]
    public async Task Following_twice_is_following_once_and_each_account_sees_another_open_id(Provider provider)
    {
        await using var world = await World.Create(provider);
        var tea = await Newsroom.Open(world);
        var lantern = await Newsroom.Open(world, slug: "lantern");
        var chen = await tea.Follower("chen");
        await tea.Wallet.Follow(chen, tea.Handle, FollowSource.AccountPage, Ct);
        await tea.Wallet.Follow(chen, lantern.Handle, FollowSource.AccountPage, Ct);
        await using var db = world.Db();
        var ids = await db.Followers.Where(row => row.UserId == chen.UserId).Select(row => row.OpenId).ToListAsync(Ct);
        Assert.Equal(2, ids.Distinct().Count());
        Assert.Equal(1, (await tea.Wallet.Account(chen, tea.Handle, Ct)).Card.Followers);
        Assert.All(await tea.Proofs(), proof => Assert.True(proof.Ok, proof.Detail));
    }

    [Theory, BothDatabases]
    public async Task Ten_clicks_at_once_are_one_follower_I_31(Provider provider)
    {
        await using var world = await World.Create(provider);
        var room = await Newsroom.Open(world);
        var chen = await world.Person("chen");
        await Task.WhenAll(
            Enumerable.Range(0, 10).Select(_ => Task.Run(() => room.Wallet.Follow(chen, room.Handle, FollowSource.Search, Ct)))
        );
        Assert.Equal(1, (await room.Wallet.Account(chen, room.Handle, Ct)).Card.Followers);
        Assert.All(await room.Proofs(), proof => Assert.True(proof.Ok, proof.Detail));
    }

    [Theory, BothDatabases]
    public async Task Only_what_was_sent_while_following_is_in_the_chat(Provider provider)
    {
        await using var world = await World.Create(provider);
        var room = await Newsroom.Open(world);
        var early = await room.Send("before");
        world.Clock.Advance(TimeSpan.FromMinutes(1));
        var chen = await room.Follower("chen");
        world.Clock.Advance(TimeSpan.FromMinutes(1));
        var mine = await room.Send("while following");
        await room.Wallet.Unfollow(chen, room.Handle, Ct);
        Assert.Empty(await room.Wallet.Chats(chen, Ct));
        Assert.True((await Assert.ThrowsAsync<Refusal>(() => room.Wallet.OpenChat(chen, room.Handle, null, Ct))).IsNotFound);
        world.Clock.Advance(TimeSpan.FromMinutes(1));
        await room.Wallet.Follow(chen, room.Handle, FollowSource.Search, Ct);
        var later = await room.Send("after coming back");

        var chat = await room.Wallet.OpenChat(chen, room.Handle, null, Ct);
        Assert.Equal(later, Assert.Single(chat.Items).Number);
        Assert.NotEqual(early, mine);
    }

    [Theory, BothDatabases]
    public async Task Opening_a_chat_reads_it_and_each_message_is_opened_once_by_each_follower(Provider provider)
    {
        await using var world = await World.Create(provider);
        var room = await Newsroom.Open(world);
        var chen = await room.Follower("chen");
        var text = await room.Send("Open until ten tonight.", MessageKind.Text);
        var article = await room.Send();
        Assert.Equal(2, Assert.Single(await room.Wallet.Chats(chen, Ct)).Unread);

        await room.Wallet.OpenChat(chen, room.Handle, null, Ct);
        await room.Wallet.OpenChat(chen, room.Handle, null, Ct);
        await room.Wallet.Article(chen, article, Ct);
        await room.Wallet.Article(chen, article, Ct);
        await room.Wallet.Article(Actor.Anonymous, article, Ct);
        await room.Wallet.Article(world.Stranger, article, Ct);

        Assert.Equal(0, Assert.Single(await room.Wallet.Chats(chen, Ct)).Unread);
        Assert.Equal(1, (await room.Read(text)).Delivery!.Opened);
        Assert.Equal(1, (await room.Read(article)).Delivery!.Opened);
        Assert.All(await room.Proofs(), proof => Assert.True(proof.Ok, proof.Detail));
    }

    [Theory, BothDatabases]
    public async Task A_draft_or_a_closed_accounts_article_cannot_be_opened_by_its_number(Provider provider)
    {
        await using var world = await World.Create(provider);
        var room = await Newsroom.Open(world);
        var draft = await room.Draft();
        Assert.True((await Assert.ThrowsAsync<Refusal>(() => room.Wallet.Article(Actor.Anonymous, draft.Number, Ct))).IsNotFound);
        var sent = await room.Send();
        await room.SetState(AccountState.Closed);
        Assert.True((await Assert.ThrowsAsync<Refusal>(() => room.Wallet.Article(Actor.Anonymous, sent, Ct))).IsNotFound);
    }

    [Theory, BothDatabases]
    public async Task Discover_shows_open_accounts_certified_first_and_finds_by_name(Provider provider)
    {
        await using var world = await World.Create(provider);
        var room = await Newsroom.Open(world);
        await Newsroom.AddAccount(world, room.Merchant, "plain_shop", AccountType.Subscription, AccountState.Live);
        await Newsroom.AddAccount(world, room.Merchant, "closed_shop", AccountType.Subscription, AccountState.Suspended);
        await Newsroom.AddAccount(world, room.Merchant, "draft_shop", AccountType.Subscription, AccountState.Draft);
        var all = await room.Wallet.Discover(Actor.Anonymous, null, Ct);
        Assert.Equal([room.Handle, "plain_shop"], all.Select(card => card.Handle));
        Assert.Equal(room.Merchant.LegalName, all[0].LegalName);
        Assert.Null(all[1].LegalName);
        Assert.Equal("plain_shop", Assert.Single(await room.Wallet.Discover(Actor.Anonymous, "PLAIN_shop h", Ct)).Handle);
        Assert.Empty(await room.Wallet.Discover(Actor.Anonymous, "%", Ct));
    }

    [Theory, BothDatabases]
    public async Task A_merchant_sees_followers_masked(Provider provider)
    {
        await using var world = await World.Create(provider);
        var room = await Newsroom.Open(world);
        await room.Follower("chenjie");
        var list = await world.Get<FollowerService>().List(room.Owner, room.Slug, null, new FollowerAsk(), new PageAsk(), Ct);
        var row = Assert.Single(list.Page.Rows);
        Assert.Equal("c***", row.MaskedName);
        Assert.Equal(7, row.MaskedOpenId.Length);
        Assert.True(
            (
                await Assert.ThrowsAsync<Refusal>(() =>
                    world.Get<FollowerService>().List(world.Stranger, room.Slug, null, new FollowerAsk(), new PageAsk(), Ct)
                )
            ).IsNotFound
        );
    }

    [Theory, BothDatabases]
    public async Task Followers_are_found_by_whole_name_open_id_state_and_source_but_not_by_guessing(Provider provider)
    {
        await using var world = await World.Create(provider);
        var room = await Newsroom.Open(world);
        await room.Follower("chenjie");
        await room.Follower("chenxi");
        await using (var db = world.Db())
        {
            var muted = await db.Followers.SingleAsync(row => row.DisplayName == "chenxi", Ct);
            muted.Mute();
            await db.SaveChangesAsync(Ct);
        }

        Assert.Equal(["c***"], await Found(new FollowerAsk("chenjie")));
        Assert.Empty(await Found(new FollowerAsk("chen")));
        Assert.Empty(await Found(new FollowerAsk("c%")));
        Assert.Single(await Found(new FollowerAsk(State: FollowerState.Muted)));
        Assert.Equal(2, (await Found(new FollowerAsk(State: FollowerState.Unfollowed))).Count);
        Assert.Empty(await Found(new FollowerAsk(Source: FollowSource.Import)));
        var openId = (await world.Get<FollowerService>().List(room.Owner, room.Slug, null, new FollowerAsk(), new PageAsk(), Ct)).Page.Rows[
            0
        ];
        Assert.Single(await Found(new FollowerAsk(openId.MaskedOpenId[..6])));

        async Task<List<string>> Found(FollowerAsk ask) =>
            [
                .. (await world.Get<FollowerService>().List(room.Owner, room.Slug, null, ask, new PageAsk(), Ct)).Page.Rows.Select(row =>
                    row.MaskedName
                ),
            ];
    }

    [Theory, BothDatabases]
    public async Task A_picture_is_given_out_by_its_key_with_its_true_type(Provider provider)
    {
        await using var world = await World.Create(provider);
        var room = await Newsroom.Open(world);
        var cover = await room.Messages.Upload(room.Owner, room.Slug, ImageRulesTests.Png, Ct);
        var file = await world.Get<MediaService>().Read(Actor.Anonymous, cover.Key, Ct);
        Assert.Equal("image/png", file.ContentType);
        await Assert.ThrowsAsync<Refusal>(() => world.Get<MediaService>().Read(Actor.Anonymous, new string('0', 32), Ct));
    }
}
