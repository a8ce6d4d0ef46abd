using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Portal.Domain.Notifications;
using Portal.Tests.Banking;

namespace Portal.Tests.Notifications;

/// <summary>What comes in numbers is told once while nobody has looked.</summary>
public sealed class PaidNoticeTests
{
    [Theory, BothDatabases]
    public async Task Five_of_a_day_are_one_notice_until_it_is_read_and_then_the_next_begins(Provider provider)
    {
        await using var world = await World.Create(provider);
        var person = await world.Person("owner");
        async Task One(int n, string day = "20261120")
        {
            await using var db = world.Db();
            var notification = new Notification(
                NoticeKind.PayoutPaid,
                new NoticeThing("statement", $"ST-{n}", "qinghe"),
                $"PO-{n}",
                $"PO-{n}",
                (long)n
            );
            await db.NotifyTogether(
                $"paid:{day}",
                notification,
                args =>
                    (
                        new NoticeThing("payouts", "qinghe", "qinghe"),
                        [args[0], (long)n + long.Parse(args[1].Value, CultureInfo.InvariantCulture)]
                    ),
                db.Users.Where(user => user.Id == person.UserId).Select(user => user.Id),
                default
            );
            await db.SaveChangesAsync();
        }

        for (var n = 1; n <= 5; n++)
        {
            await One(n);
        }

        await One(6, "20261121");
        await using (var db = world.Db())
        {
            Assert.Equal(["15", "6"], (await db.Notices.OrderBy(row => row.Id).ToListAsync()).Select(row => row.Args[1].Value));
            await db.Notices.ExecuteUpdateAsync(set => set.SetProperty(row => row.ReadUtc, world.Clock.UtcNow()));
        }

        await One(7);
        await One(8);
        await using var after = world.Db();
        Assert.Equal(["15", "6", "15"], (await after.Notices.OrderBy(row => row.Id).ToListAsync()).Select(row => row.Args[1].Value));
    }
}
