using Microsoft.EntityFrameworkCore;
using Portal.Domain.Accounts;
using Portal.Domain.Data;
using Portal.Domain.Identity;
using Portal.Domain.Kernel;
using Portal.Domain.Messaging;

namespace Portal.Domain.Demo;

/// <summary>A message of the past, for a demo or a scale test.</summary>
/// <param name="OpenPercent">Of the imported followers who could have read it, how many in a hundred did.</param>
internal sealed record PastMessage(MessageKind Kind, string Title, string Body, string? CoverKey, DateTime SentUtc, int OpenPercent);

/// <summary>
/// Fills a site with followers and messages of the past: the same entities, verbs, slots and counters as the real thing, only with times
/// that are gone. Set-based, so a million followers are seconds.
/// </summary>
internal sealed class MessagingSeedService(Acts acts, TimeProvider clock, SettlementZone zone)
{
    private const int RowsPerBatch = 20_000;
    private static readonly string[] Regions = ["Guangzhou", "Shenzhen", "Shanghai", "Beijing", "Xiamen", "Hangzhou", "Chengdu", "Wuhan"];
    private static readonly string[] Surnames = ["王", "李", "张", "刘", "陈", "杨", "黄", "赵", "周", "吴"];
    private static readonly string[] GivenNames = ["伟", "芳", "娜", "敏", "静", "磊", "洋", "艳", "勇", "杰", "涛", "明"];

    /// <summary>Adds imported followers, spread evenly over a stretch of time; every <paramref name="mutedEvery"/>th is muted. Same seed, same people.</summary>
    public async Task AddFollowers(
        Actor actor,
        string handle,
        int count,
        int mutedEvery,
        DateTime fromUtc,
        DateTime toUtc,
        int seed,
        CancellationToken ct
    )
    {
        await using var act = await acts.System(actor, Permit.Seed, ct);
        await act.Begin();
        var account = await Account(act.Db, handle, ct);
        await AudienceCounter.Lock(act.Db, account.Id, ct);
        var random = new Random(seed);
        var (from, step) = (Micros.Of(fromUtc), (Micros.Of(toUtc) - Micros.Of(fromUtc)) / Math.Max(1, count));
        var muted = 0;
        for (var done = 0; done < count; done += RowsPerBatch)
        {
            var rows = new List<Follower>();
            for (var i = done; i < Math.Min(count, done + RowsPerBatch); i++)
            {
                var isMuted = mutedEvery > 0 && i % mutedEvery == 0;
                muted += isMuted ? 1 : 0;
                rows.Add(Imported(account, random, Micros.ToUtc(from + (step * i)), isMuted));
            }

            await Bulk.Insert(act.Db, rows, ct);
        }

        await AudienceCounter.Add(act.Db, account.Id, count, muted, ct);
        await act.Commit();
    }

    /// <summary>Lets a person follow since a day of the past, having read up to another.</summary>
    public async Task AddFollower(Actor actor, string handle, long userId, DateTime joinedUtc, DateTime readToUtc, CancellationToken ct)
    {
        await using var act = await acts.System(actor, Permit.Seed, ct);
        await act.Begin();
        var account = await Account(act.Db, handle, ct);
        var user = await act.Db.Users.SingleAsync(row => row.Id == userId, ct);
        await AudienceCounter.Lock(act.Db, account.Id, ct);
        var follower = Follower.Join(
            account.MerchantId,
            account.Id,
            userId,
            user.DisplayName,
            user.Culture,
            FollowSource.Search,
            joinedUtc
        );
        act.Db.Followers.Add(follower);
        act.Db.Entry(follower).Property(row => row.ReadToUtc).CurrentValue = readToUtc;
        await AudienceCounter.Add(act.Db, account.Id, followers: 1, muted: 0, ct);
        await act.Commit();
    }

    /// <summary>Adds a message that was sent in the past, with its slot, its broadcast and its openings. Returns its number.</summary>
    /// <exception cref="Refusal">The quota of that period is used up, or the text would not pass.</exception>
    public async Task<string> AddSent(Actor actor, string handle, PastMessage past, string writer, CancellationToken ct)
    {
        await using var act = await acts.System(actor, Permit.Seed, ct);
        await act.Begin();
        var account = await Account(act.Db, handle, ct);
        var year = zone.DayOf(past.SentUtc).Year;
        var number = Message.NumberOf(year, await Sequences.Next(act.Db, Things.Message.SequenceOf(year), ct));
        var written = past.SentUtc.AddMinutes(-25);
        var message = Message.Start(account.MerchantId, account.Id, number, writer, written);
        message.Edit(new DraftForm(handle, past.Kind, past.Title, past.Body, past.CoverKey, null), account.Id, written);
        message.CheckComplete();
        message.BeginCheck();
        message.Schedule(past.SentUtc);
        message.MarkSent(past.SentUtc);
        act.Db.Messages.Add(message);
        await act.Save();
        await QuotaCounter.Reserve(act.Db, account, message, past.SentUtc, zone, written, ct);
        var there = act.Db.Followers.Where(row => row.AccountId == account.Id && row.JoinedUtc <= past.SentUtc);
        var followers = await there.CountAsync(row => row.State != FollowerState.Unfollowed, ct);
        var broadcast = new Broadcast(message, followers, past.SentUtc);
        act.Db.Broadcasts.Add(broadcast);
        act.Audit("message.sent", "message", number, after: new { broadcast.Planned, broadcast.Delivered }, merchantId: account.MerchantId);
        await act.Save();
        await AddOpens(act.Db, message, past, ct);
        await act.Commit();
        return number;
    }

    /// <summary>Which followers opened it, and when within three days, follows from the two ids alone: the same demo every time.</summary>
    private async Task AddOpens(PortalDb db, Message message, PastMessage past, CancellationToken ct)
    {
        var (sent, now) = (Micros.Of(past.SentUtc), Micros.Of(clock.UtcNow()));
        var window = Math.Max(1, Math.Min(now - sent, Micros.Of(DateTime.UnixEpoch.AddDays(3))) / 1_000_000);
        var opened = await db.Database.ExecuteSqlAsync(
            $"""
            INSERT INTO "MessageOpens" ("MessageId", "FollowerId", "OpenedUtc")
            SELECT {message.Id}, "Id", {sent} + (("Id" * 7919) % {window}) * 1000000 FROM "Followers"
            WHERE "AccountId" = {message.AccountId} AND "UserId" IS NULL AND "State" = 'Following' AND "JoinedUtc" <= {sent}
            AND ("Id" * 31 + {message.Id} * 17) % 100 < {past.OpenPercent}
            """,
            ct
        );
        await db
            .Broadcasts.Where(row => row.MessageId == message.Id)
            .ExecuteUpdateAsync(set => set.SetProperty(row => row.Opened, opened), ct);
    }

    private static Follower Imported(PublicAccount account, Random random, DateTime joined, bool muted)
    {
        var openId = new byte[Follower.OpenIdBytes];
        random.NextBytes(openId);
        var name = Surnames[random.Next(Surnames.Length)] + GivenNames[random.Next(GivenNames.Length)];
        var source = Enum.GetValues<FollowSource>()[random.Next(4)];
        var locale = random.Next(10) == 0 ? "en" : "zh-CN";
        var region = Regions[random.Next(Regions.Length)];
        return Follower.Import(account, Follower.OpenIdOf(openId), (name, locale, region), source, muted, joined);
    }

    private static async Task<PublicAccount> Account(PortalDb db, string handle, CancellationToken ct) =>
        await db.PublicAccounts.SingleOrDefaultAsync(row => row.Handle == handle, ct) ?? throw Refusal.NotFound();
}
