using Microsoft.EntityFrameworkCore;
using Portal.Domain.Notifications;

namespace Portal.Tests.Notifications;

/// <summary>A letter is there to be written until somebody says that it has gone out.</summary>
public sealed class LettersTests
{
    private static readonly Actor Mailer = Actor.System("mail");

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, BothDatabases]
    public async Task A_notice_is_a_letter_until_it_is_mailed(Provider provider)
    {
        await using var world = await World.Create(provider);
        var (merchant, owner) = await world.Organisation("qinghe");
        var letters = world.Get<NoticeMailService>();
        await world.Get<NoticeService>().Choose(owner, NoticeKind.StatementReady, NoticeWay.AtOnce, Ct);
        await Notify(world, merchant, "S-1");
        var id = await Only(world, db => db.Notices.Select(row => row.Id));

        var letter = await letters.Letter(Mailer, id, Ct);
        Assert.Equal(("qinghe-owner@example.test", null, "S-1"), (letter!.ToAddress, letter.Day, letter.Notices.Single().Thing.Key));
        await letters.Mailed(Mailer, id, Ct);

        Assert.Null(await letters.Letter(Mailer, id, Ct));
        Assert.Equal(world.Clock.UtcNow(), await Only(world, db => db.Notices.Select(row => row.MailedUtc)));
        await Assert.ThrowsAsync<Refusal>(() => letters.Mailed(Mailer, id + 4711, Ct));
        await Assert.ThrowsAsync<Refusal>(() => letters.Mailed(owner, id, Ct));
    }

    [Theory, BothDatabases]
    public async Task A_digest_is_one_letter_of_the_days_notices_until_it_is_mailed(Provider provider)
    {
        await using var world = await World.Create(provider);
        var (merchant, owner) = await world.Organisation("qinghe");
        var letters = world.Get<NoticeMailService>();
        await Notify(world, merchant, "S-1", "S-2");
        Assert.Equal(1, await letters.Gather(Mailer, Ct));
        var id = await Only(world, db => db.NoticeDigests.Select(row => row.Id));

        var letter = await letters.Digest(Mailer, id, Ct);
        Assert.Equal(("qinghe-owner@example.test", new DateOnly(2026, 11, 20)), (letter!.ToAddress, letter.Day!.Value));
        Assert.Equal(["S-1", "S-2"], letter.Notices.Select(notice => notice.Thing.Key));
        await letters.DigestMailed(Mailer, id, Ct);

        Assert.Null(await letters.Digest(Mailer, id, Ct));
        Assert.Null(await letters.Digest(Mailer, id + 4711, Ct));
        await Assert.ThrowsAsync<Refusal>(() => letters.DigestMailed(Mailer, id + 4711, Ct));
        await Assert.ThrowsAsync<Refusal>(() => letters.Digest(owner, id, Ct));
    }

    private static async Task Notify(World world, Merchant merchant, params string[] numbers)
    {
        await using var db = world.Db();
        foreach (var number in numbers)
        {
            var thing = new NoticeThing("statement", number, merchant.Slug);
            var said = new Notification(NoticeKind.StatementReady, thing, number, new DateOnly(2026, 11, 19), Money.Cny(125_00));
            await db.Notify(said, db.OwnersOf(merchant.Id), Ct);
        }

        await db.SaveChangesAsync(Ct);
    }

    private static async Task<T> Only<T>(World world, Func<PortalDb, IQueryable<T>> of)
    {
        await using var db = world.Db();
        return await of(db).SingleAsync(Ct);
    }
}
