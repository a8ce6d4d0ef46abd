using Microsoft.EntityFrameworkCore;
using Portal.Domain.Approvals;
using Portal.Domain.Notifications;
using static Portal.Tests.Approvals.ApprovalWorld;

namespace Portal.Tests.Approvals;

/// <summary>Linking accounts takes one administrator, ending it two, and neither of them one of the accounts.</summary>
public sealed class PersonLinkTests
{
    [Theory, BothDatabases]
    public async Task Linking_works_at_once_and_once_and_tells_both(Provider provider)
    {
        await using var world = await World.Create(provider);
        var admin = await world.Person("admin", StaffRole.Administrator);
        var maker = await world.Person("maker", StaffRole.FinanceOfficer);
        var second = await world.Person("second", StaffRole.FinanceApprover);
        var links = world.Get<PersonLinkService>();
        Task Link(string one, string other, string why = "One passport.") => links.Link(admin, one, other, why, default);

        Assert.Equal(
            (ApprovalsRefusals.NoAccount, "Other"),
            (await Refused(() => Link("maker@example.test", "nobody@example.test"))) is var unknown
                ? (unknown.Code, unknown.Field)
                : default
        );
        Assert.Equal(ApprovalsRefusals.SamePerson, (await Refused(() => Link("maker@example.test", "Maker@example.test"))).Code);
        Assert.Equal("Reason", (await Refused(() => Link("maker@example.test", "second@example.test", " "))).Field);
        await Link("maker@example.test", "second@example.test");
        await Link("second@example.test", "maker@example.test");

        var row = Assert.Single((await links.List(admin, new PageAsk(), default)).Rows);
        Assert.Equal(("One passport.", (string?)null), (row.Reason, row.Waiting));
        var number = await world.ProposeFee(maker);
        Assert.Equal(ApprovalsRefusals.LinkedAccount, (await Refused(() => world.Approve(second, number))).Code);
        await using var db = world.Db();
        Assert.Equal(
            [maker.UserId, second.UserId],
            await db.Notices.Where(one => one.Kind == NoticeKind.AccountsLinked).Select(one => one.UserId).Order().ToListAsync()
        );
        Assert.Equal(1, await db.AuditRecords.CountAsync(one => one.Action == "person.linked"));
    }

    [Theory, BothDatabases]
    public async Task Unlinking_takes_another_administrator_who_is_neither_of_the_two(Provider provider)
    {
        await using var world = await World.Create(provider);
        var admin = await world.Person("admin", StaffRole.Administrator);
        var twin = await world.Person("twin", StaffRole.Administrator);
        var checker = await world.Person("checker", StaffRole.Administrator);
        var maker = await world.Person("maker", StaffRole.FinanceOfficer);
        var links = world.Get<PersonLinkService>();
        await links.Link(Actor.Operator, "twin@example.test", "maker@example.test", "Told us so.", default);
        var id = (await links.List(admin, new PageAsk(), default)).Rows.Single().Id;
        var number = await links.ProposeUnlink(admin, id, "They are siblings.", Key, default);

        Assert.Equal(
            ApprovalsRefusals.AlreadyWaiting,
            (await Refused(() => links.ProposeUnlink(checker, id, "Again.", Key, default))).Code
        );
        Assert.Equal(ApprovalsRefusals.OwnProposal, (await Refused(() => world.Approve(admin, number))).Code);
        Assert.Equal(ApprovalsRefusals.AboutYourself, (await Refused(() => world.Approve(twin, number))).Code);
        Assert.Equal(number, (await links.List(admin, new PageAsk(), default)).Rows.Single().Waiting);
        await world.Approve(checker, number);

        Assert.Empty((await links.List(admin, new PageAsk(), default)).Rows);
        Assert.True((await Refused(() => links.ProposeUnlink(admin, id, "Again.", Key, default))).IsNotFound);
        await using var db = world.Db();
        Assert.Equal(
            [twin.UserId, maker.UserId],
            await db.Notices.Where(one => one.Kind == NoticeKind.AccountsUnlinked).Select(one => one.UserId).Order().ToListAsync()
        );
        Assert.Equal(1, await db.AuditRecords.CountAsync(one => one.Action == "person.unlinked"));
    }
}
