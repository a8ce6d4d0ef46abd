using Microsoft.EntityFrameworkCore;
using Portal.Domain.Accounts;
using Portal.Domain.Data;
using Portal.Domain.Identity;
using Portal.Domain.Kernel;

namespace Portal.Domain.Messaging;

/// <summary>A follower's side: find accounts, follow them, read what they send.</summary>
public sealed class WalletService(Acts acts, TimeProvider clock)
{
    public const int ChatsMax = 200;
    public const int ItemsPerPage = 30;
    public const int RecentMax = 5;
    public const int SearchCharsMax = 40;

    // Recommending is a right that a restriction takes; its page and its chats stay.
    private static readonly AccountState[] Listed = [AccountState.Live, AccountState.Certified, AccountState.CertificationLapsed];

    /// <summary>Accounts to follow, certified ones first, then the most followed; by name or handle when something is searched.</summary>
    public async Task<IReadOnlyList<AccountCard>> Discover(Actor actor, string? search, CancellationToken ct)
    {
        await using var act = await acts.Open(actor, Permit.ReadDirectory, ct);
        var wanted = Text.Cut((search ?? string.Empty).Trim(), SearchCharsMax).ToLowerInvariant();
        var accounts = act.Db.PublicAccounts.AsNoTracking().Where(row => Listed.Contains(row.State));
        if (wanted.Length > 0)
        {
#pragma warning disable CA1304, CA1311, CA1862, MA0011 // becomes SQL's lower(), which has no culture
            accounts = accounts.Where(row => row.Handle.Contains(wanted) || row.DisplayName.ToLower().Contains(wanted));
#pragma warning restore CA1304, CA1311, CA1862, MA0011
        }

        return await Cards(act.Db, accounts, actor)
            .OrderByDescending(card => card.IsCertified)
            .ThenByDescending(card => card.Followers)
            .Take(PageAsk.SizeMax)
            .ToListAsync(ct);
    }

    /// <summary>One account's page with its latest articles. Not found unless it is open to followers.</summary>
    public async Task<AccountPage> Account(Actor actor, string handle, CancellationToken ct)
    {
        await using var act = await acts.Open(actor, Permit.ReadDirectory, ct);
        var card = await Card(act.Db, actor, handle, ct);
        var recent = await Items(act.Db, row => row.Handle == handle)
            .Where(item => item.Kind == MessageKind.Article && !item.IsRecalled)
            .OrderByDescending(item => item.Id)
            .Take(RecentMax)
            .ToListAsync(ct);
        return new AccountPage(card, recent);
    }

    /// <summary>Follows an account: its broadcasts from now on. Following twice changes nothing.</summary>
    /// <exception cref="Refusal">Not signed in; no such account open to followers.</exception>
    public async Task Follow(Actor actor, string handle, FollowSource source, CancellationToken ct)
    {
        await using var act = await acts.Own(actor, Permit.UseWallet, ct);
        var userId = act.UserId;
        await act.Begin();
        var account =
            await act.Db.PublicAccounts.SingleOrDefaultAsync(row => row.Handle == handle && AccountMoves.Open.Contains(row.State), ct)
            ?? throw Refusal.NotFound();
        await AudienceCounter.Lock(act.Db, account.Id, ct);
        var now = clock.UtcNow();
        var follower = await act.Db.Followers.SingleOrDefaultAsync(row => row.AccountId == account.Id && row.UserId == userId, ct);
        if (follower is null)
        {
            var user = await act.Db.Users.SingleAsync(row => row.Id == userId, ct);
            act.Db.Followers.Add(Follower.Join(account.MerchantId, account.Id, userId, user.DisplayName, user.Culture, source, now));
        }
        else if (follower.State == FollowerState.Unfollowed)
        {
            follower.Rejoin(source, now);
        }
        else
        {
            return;
        }

        await AudienceCounter.Add(act.Db, account.Id, followers: 1, muted: 0, ct);
        await act.Commit();
    }

    /// <summary>Stops following. Not following already changes nothing.</summary>
    public Task Unfollow(Actor actor, string handle, CancellationToken ct) =>
        Change(
            actor,
            handle,
            (follower, now) =>
            {
                var muted = follower.State == FollowerState.Muted ? -1 : 0;
                follower.Leave(now);
                return (-1, muted);
            },
            ct
        );

    /// <summary>Keeps following without badges.</summary>
    public Task Mute(Actor actor, string handle, CancellationToken ct) =>
        Change(
            actor,
            handle,
            (follower, _) =>
            {
                var muted = follower.State == FollowerState.Muted ? 0 : 1;
                follower.Mute();
                return (0, muted);
            },
            ct
        );

    /// <summary>Hears again from now on.</summary>
    public Task Unmute(Actor actor, string handle, CancellationToken ct) =>
        Change(
            actor,
            handle,
            (follower, now) =>
            {
                var muted = follower.State == FollowerState.Muted ? -1 : 0;
                follower.Unmute(now);
                return (0, muted);
            },
            ct
        );

    /// <summary>The follower's chats, the one with the latest message first, each with what they have not read.</summary>
    public async Task<IReadOnlyList<ChatRow>> Chats(Actor actor, CancellationToken ct)
    {
        await using var act = await acts.Own(actor, Permit.UseWallet, ct);
        var rows = await (
            from follower in act.Db.Followers.AsNoTracking()
            join account in act.Db.PublicAccounts on follower.AccountId equals account.Id
            where follower.UserId == act.UserId && follower.State != FollowerState.Unfollowed
            let last = act
                .Db.Broadcasts.Where(row => row.AccountId == account.Id && row.SentUtc >= follower.JoinedUtc)
                .OrderByDescending(row => row.SentUtc)
                .FirstOrDefault()
            select new
            {
                account.Handle,
                account.DisplayName,
                account.AvatarKey,
                IsCertified = account.State == AccountState.Certified,
                follower.State,
                follower.JoinedUtc,
                LastUtc = (DateTime?)last!.SentUtc,
                MessageId = (long?)last!.MessageId,
                Unread = act.Db.Broadcasts.Count(row =>
                    row.AccountId == account.Id && row.SentUtc > follower.ReadToUtc && row.SentUtc >= follower.JoinedUtc
                ),
            }
        )
            .Take(ChatsMax)
            .ToListAsync(ct);
        var ids = rows.Where(row => row.MessageId is not null).Select(row => row.MessageId!.Value).ToList();
        var words = await act
            .Db.Messages.Where(row => ids.Contains(row.Id))
            .Select(row => new
            {
                row.Id,
                Words = row.State == MessageState.Recalled ? string.Empty
                : row.Title == string.Empty ? row.Excerpt
                : row.Title,
            })
            .ToDictionaryAsync(row => row.Id, row => row.Words, ct);
        return
        [
            .. rows.Select(row => new ChatRow(
                    row.Handle,
                    row.DisplayName,
                    row.IsCertified,
                    row.State == FollowerState.Muted,
                    row.AvatarKey,
                    row.MessageId is { } id ? words[id] : null,
                    row.LastUtc ?? row.JoinedUtc,
                    row.State == FollowerState.Muted ? 0 : row.Unread
                ))
                .OrderByDescending(row => row.LastUtc),
        ];
    }

    /// <summary>Opens a chat: what the account has sent since they follow it. Everything shown counts as read, and each text as opened once.</summary>
    /// <exception cref="Refusal">Not found: they do not follow it.</exception>
    public async Task<Chat> OpenChat(Actor actor, string handle, long? before, CancellationToken ct)
    {
        await using var act = await acts.Own(actor, Permit.UseWallet, ct);
        var card = await Card(act.Db, actor, handle, ct);
        var follower = await Mine(act.Db, act.UserId, handle).SingleOrDefaultAsync(ct) ?? throw Refusal.NotFound();
        var items = await Items(act.Db, row => row.Handle == handle)
            .Where(item => item.SentUtc >= follower.JoinedUtc && (before == null || item.Id < before))
            .OrderByDescending(item => item.Id)
            .Take(ItemsPerPage + 1)
            .ToListAsync(ct);
        var older = items.Count > ItemsPerPage ? items[ItemsPerPage - 1].Id : (long?)null;
        items = [.. items.Take(ItemsPerPage).Reverse()];
        if (items.Count > 0)
        {
            await MarkRead(act, follower, items, ct);
        }

        return new Chat(card, items, older);
    }

    /// <summary>An article by its number, for anybody who has the address; a follower's reading is counted once.</summary>
    /// <exception cref="Refusal">Not found: never sent, or the account is closed. Recalled articles say so.</exception>
    public async Task<ArticleView> Article(Actor actor, string number, CancellationToken ct)
    {
        await using var act = await acts.Open(actor, Permit.ReadDirectory, ct);
        var item =
            await Items(act.Db, row => AccountMoves.Open.Contains(row.State)).SingleOrDefaultAsync(row => row.Number == number, ct)
            ?? throw Refusal.NotFound();
        var handle = await act
            .Db.Broadcasts.Where(row => row.Id == item.Id)
            .Join(act.Db.PublicAccounts, row => row.AccountId, account => account.Id, (_, account) => account.Handle)
            .SingleAsync(ct);
        var card = await Card(act.Db, actor, handle, ct);
        if (
            actor.Kind == ActorKind.User
            && !item.IsRecalled
            && await Mine(act.Db, actor.UserId, handle).SingleOrDefaultAsync(ct) is { } follower
        )
        {
            await act.Begin();
            await CountOpen(act.Db, follower.Id, item, ct);
            await act.Commit();
        }

        return new ArticleView(card, item);
    }

    private async Task MarkRead(Act act, Follower follower, IReadOnlyList<ChatItem> items, CancellationToken ct)
    {
        await act.Begin();
        var now = clock.UtcNow();
        var newest = items[^1].SentUtc;
        // The watermark only rises, whichever of two open windows writes last.
        await act
            .Db.Followers.Where(row => row.Id == follower.Id && row.ReadToUtc < newest)
            .ExecuteUpdateAsync(set => set.SetProperty(row => row.ReadToUtc, newest).SetProperty(row => row.LastInteractionUtc, now), ct);
        foreach (var text in items.Where(item => item.Kind == MessageKind.Text && !item.IsRecalled && item.SentUtc > follower.ReadToUtc))
        {
            await CountOpen(act.Db, follower.Id, text, ct);
        }

        await act.Commit();
    }

    private async Task CountOpen(PortalDb db, long followerId, ChatItem item, CancellationToken ct)
    {
        var message = await db.Broadcasts.Where(row => row.Id == item.Id).Select(row => row.MessageId).SingleAsync(ct);
        var added = await Upsert<MessageOpen>
            .On(db, row => new { row.MessageId, row.FollowerId })
            .Put([MessageOpen.Of(message, followerId, clock.UtcNow())], ct);
        if (added > 0)
        {
            await db
                .Broadcasts.Where(row => row.Id == item.Id)
                .ExecuteUpdateAsync(set => set.SetProperty(row => row.Opened, row => row.Opened + 1), ct);
        }
    }

    private async Task Change(Actor actor, string handle, Func<Follower, DateTime, (int Followers, int Muted)> change, CancellationToken ct)
    {
        await using var act = await acts.Own(actor, Permit.UseWallet, ct);
        await act.Begin();
        var accountId = await act.Db.PublicAccounts.Where(row => row.Handle == handle).Select(row => row.Id).SingleOrDefaultAsync(ct);
        if (accountId == 0)
        {
            throw Refusal.NotFound();
        }

        await AudienceCounter.Lock(act.Db, accountId, ct);
        var follower = await Mine(act.Db, act.UserId, handle).AsTracking().SingleOrDefaultAsync(ct);
        if (follower is null)
        {
            return;
        }

        var (followers, muted) = change(follower, clock.UtcNow());
        await AudienceCounter.Add(act.Db, accountId, followers, muted, ct);
        await act.Commit();
    }

    private static IQueryable<Follower> Mine(PortalDb db, long userId, string handle) =>
        db
            .Followers.AsNoTracking()
            .Where(row => row.UserId == userId && row.State != FollowerState.Unfollowed)
            .Where(row => db.PublicAccounts.Any(account => account.Id == row.AccountId && account.Handle == handle));

    private static async Task<AccountCard> Card(PortalDb db, Actor actor, string handle, CancellationToken ct) =>
        await Cards(db, db.PublicAccounts.AsNoTracking().Where(row => row.Handle == handle && AccountMoves.Open.Contains(row.State)), actor)
            .SingleOrDefaultAsync(ct)
        ?? throw Refusal.NotFound();

    private static IQueryable<AccountCard> Cards(PortalDb db, IQueryable<PublicAccount> accounts, Actor actor)
    {
        var userId = actor.UserId;
        return accounts.Select(row => new AccountCard
        {
            Handle = row.Handle,
            DisplayName = row.DisplayName,
            Type = row.Type,
            IsCertified = row.State == AccountState.Certified,
            LegalName = row.State == AccountState.Certified ? row.CertifiedName : null,
            CertifiedUntil = row.State == AccountState.Certified ? row.CertifiedUntil : null,
            Introduction = row.Introduction,
            AvatarKey = row.AvatarKey,
            Followers = db.Audiences.Where(one => one.AccountId == row.Id).Select(one => one.Followers).FirstOrDefault(),
            IsFollowed = db.Followers.Any(one => one.AccountId == row.Id && one.UserId == userId && one.State != FollowerState.Unfollowed),
            IsMuted = db.Followers.Any(one => one.AccountId == row.Id && one.UserId == userId && one.State == FollowerState.Muted),
        });
    }

    private static IQueryable<ChatItem> Items(PortalDb db, System.Linq.Expressions.Expression<Func<PublicAccount, bool>> of) =>
        from broadcast in db.Broadcasts.AsNoTracking()
        join account in db.PublicAccounts.Where(of) on broadcast.AccountId equals account.Id
        join message in db.Messages on broadcast.MessageId equals message.Id
        select new ChatItem
        {
            Id = broadcast.Id,
            Number = message.Number,
            Kind = message.Kind,
            Title = message.State == MessageState.Recalled ? string.Empty : message.Title,
            Excerpt = message.State == MessageState.Recalled ? string.Empty : message.Excerpt,
            Html = message.State == MessageState.Recalled ? string.Empty : message.Html,
            CoverKey = message.State == MessageState.Recalled ? null : message.CoverKey,
            SentUtc = broadcast.SentUtc,
            IsRecalled = message.State == MessageState.Recalled,
        };
}
