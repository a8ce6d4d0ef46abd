using Microsoft.EntityFrameworkCore;
using Portal.Domain.Accounts;
using Portal.Domain.Demo;
using Portal.Domain.Messaging;

namespace Portal.Tests.Messaging;

/// <summary>A past that was made up is told by the same counters as one that happened.</summary>
public sealed class PastMessagesTests
{
    private static readonly Actor Seed = Actor.System("seed");

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, BothDatabases]
    public async Task Followers_of_the_past_are_counted_muted_as_asked_and_the_same_for_the_same_seed(Provider provider)
    {
        await using var world = await World.Create(provider);
        var (one, other) = (await Newsroom.Open(world), await Newsroom.Open(world, slug: "lantern"));
        var seeding = world.Get<MessagingSeedService>();
        var now = world.Clock.UtcNow();
        foreach (var room in (Newsroom[])[one, other])
        {
            await seeding.AddFollowers(Seed, room.Handle, 100, mutedEvery: 10, now.AddDays(-30), now.AddDays(-1), 7, Ct);
        }

        var person = await world.Person("reader");
        await seeding.AddFollower(Seed, one.Handle, person.UserId, now.AddDays(-20), now.AddDays(-2), Ct);
        await Assert.ThrowsAsync<Refusal>(() => seeding.AddFollower(one.Owner, one.Handle, person.UserId, now, now, Ct));
        await Assert.ThrowsAsync<Refusal>(() => seeding.AddFollowers(Seed, "nobody", 1, 0, now, now, 7, Ct));

        await using var db = world.Db();
        var rows = await db.Followers.AsNoTracking().OrderBy(row => row.Id).ToListAsync(Ct);
        var (mine, theirs) = (
            rows.Where(row => row.MerchantId == one.Merchant.Id).ToList(),
            rows.Where(row => row.MerchantId == other.Merchant.Id)
        );
        Assert.Equal((101, 10), (mine.Count, mine.Count(row => row.State == FollowerState.Muted)));
        Assert.Equal(theirs.Select(row => row.DisplayName), mine.Where(row => row.UserId is null).Select(row => row.DisplayName));
        Assert.All(mine, row => Assert.InRange(row.JoinedUtc, now.AddDays(-30), now.AddDays(-1)));
        var reader = mine.Single(row => row.UserId == person.UserId);
        Assert.Equal((now.AddDays(-20), now.AddDays(-2)), (reader.JoinedUtc, reader.ReadToUtc));
        Assert.All(await one.Proofs(), proof => Assert.True(proof.Ok, proof.Detail));
    }

    [Theory, BothDatabases]
    public async Task A_message_of_the_past_went_to_who_followed_then_was_read_by_some_and_took_its_slot(Provider provider)
    {
        await using var world = await World.Create(provider);
        var room = await Newsroom.Open(world);
        var seeding = world.Get<MessagingSeedService>();
        var now = world.Clock.UtcNow();
        await seeding.AddFollowers(Seed, room.Handle, 200, 0, now.AddDays(-30), now.AddDays(-10), 7, Ct);
        await seeding.AddFollowers(Seed, room.Handle, 50, 0, now.AddDays(-2), now.AddDays(-1), 8, Ct);
        var past = new PastMessage(MessageKind.Text, string.Empty, "Open until ten.", null, now.AddDays(-5), 40);

        var number = await seeding.AddSent(Seed, room.Handle, past, "Lin Wei", Ct);

        var message = await room.Read(number);
        Assert.Equal((MessageState.Sent, past.SentUtc, "Lin Wei"), (message.State, message.SentUtc!.Value, message.WrittenBy));
        await using var db = world.Db();
        var broadcast = await db.Broadcasts.AsNoTracking().SingleAsync(Ct);
        Assert.Equal((200, 200), (broadcast.Planned, broadcast.Delivered));
        Assert.InRange(broadcast.Opened, 60, 100);
        Assert.Equal(broadcast.Opened, await db.MessageOpens.CountAsync(Ct));
        Assert.All(await room.Proofs(), proof => Assert.True(proof.Ok, proof.Detail));
        // The quota of then holds as it would have held.
        await Assert.ThrowsAsync<Refusal>(async () =>
        {
            for (var more = 0; more < 40; more++)
            {
                await seeding.AddSent(Seed, room.Handle, past, "Lin Wei", Ct);
            }
        });
        Assert.All(await room.Proofs(), proof => Assert.True(proof.Ok, proof.Detail));
    }
}
