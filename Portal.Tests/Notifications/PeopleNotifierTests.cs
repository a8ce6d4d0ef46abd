using Microsoft.EntityFrameworkCore;
using Portal.Domain.Approvals;
using Portal.Domain.Notifications;
using Portal.Jobs;
using Portal.Tests.Approvals;

namespace Portal.Tests.Notifications;

/// <summary>What happens to people is told once, by notice; the mail is the notice's own.</summary>
public sealed class PeopleTellingTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, BothDatabases]
    public async Task A_member_hears_of_each_change_of_their_roles_and_nobody_hears_of_their_own(Provider provider)
    {
        await using var world = await World.Create(provider);
        var (merchant, owner) = await world.Organisation("qinghe");
        var second = await world.Member(merchant, MerchantRole.Owner, "second");
        var editor = await world.Member(merchant, MerchantRole.ContentEditor, "editor");
        var members = world.Get<MembershipService>();
        await world
            .Get<RoleGrantService>()
            .SetRoles(owner, "qinghe", editor.UserId, [RoleKey.Of(MerchantRole.ServiceAgent)], string.Empty, ApprovalWorld.Key, Ct);
        world.Clock.Advance(TimeSpan.FromMinutes(1));
        await members.Remove(owner, "qinghe", editor.UserId, Ct);
        await members.Leave(second, "qinghe", Ct);

        var heard = (await Heard(world, editor)).Select(row => (row.Kind, row.Way, row.Args[2].Value)).ToList();
        Assert.Equal(
            [
                (NoticeKind.RoleChanged, NoticeWay.AtOnce, OwnWord.Of("MerchantRole_ServiceAgent")),
                (NoticeKind.RoleChanged, NoticeWay.AtOnce, string.Empty),
            ],
            heard
        );
        Assert.Empty(await Heard(world, owner));
        Assert.Empty(await Heard(world, second));
    }

    [Theory, BothDatabases]
    public async Task Who_looks_after_the_staff_gives_a_role_and_its_person_gets_one_mail(Provider provider)
    {
        await using var world = await World.Create(provider);
        var administrator = await world.Person("administrator", StaffRole.Administrator);
        var person = await world.Person("person");
        await world.Get<StaffService>().Grant(administrator, person.UserId, StaffRole.Auditor, "The audit of the year", Ct);
        await world.Get<WorkQueue>().RunDue(world.Get<WorkSteps>().Table, Ct);

        var mail = await MimeKit.MimeMessage.LoadAsync(Assert.Single(Directory.GetFiles(Path.Combine(world.Folder, "mail"), "*.eml")), Ct);
        Assert.Equal("Your roles in Portal changed", mail.Subject);
        Assert.Contains("You now have: Auditor.", mail.TextBody, StringComparison.Ordinal);
    }

    [Theory, BothDatabases]
    public async Task An_address_that_moved_is_told_at_both_ends(Provider provider)
    {
        await using var world = await World.Create(provider);
        var person = await world.Person("person");
        var session = await world.SignedIn(person);
        var credentials = world.Get<CredentialService>();
        await credentials.AskEmailChange(session, "new@example.test", Ct);
        await using var db = world.Db();
        var asked = await db.Mails.SingleAsync(row => row.Kind == CredentialService.ChangeMail, Ct);
        var link = System.Text.Json.JsonSerializer.Deserialize<string[]>(asked.Arguments)![0];
        var token = Microsoft.AspNetCore.WebUtilities.QueryHelpers.ParseQuery(link)["token"].ToString();
        await credentials.ConfirmEmailChange(Actor.Anonymous, person.UserId, "new@example.test", token, Ct);
        await world.Get<WorkQueue>().RunDue(world.Get<WorkSteps>().Table, Ct);

        var told = new List<(string To, string? Subject)>();
        foreach (var file in Directory.GetFiles(Path.Combine(world.Folder, "mail"), "*.eml"))
        {
            var mail = await MimeKit.MimeMessage.LoadAsync(file, Ct);
            told.Add((mail.To.Mailboxes.Single().Address, mail.Subject));
        }

        Assert.Contains(("person@example.test", "Your account moved to another address"), told);
        Assert.Contains(("new@example.test", "Your account moved to this address"), told);
        Assert.Equal(3, told.Count);
    }

    private static async Task<List<Notice>> Heard(World world, Actor person)
    {
        await using var db = world.Db();
        return await db.Notices.Where(row => row.UserId == person.UserId).OrderBy(row => row.Id).ToListAsync(Ct);
    }
}
