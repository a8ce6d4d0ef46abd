using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Portal.Domain.Notifications;
using Portal.Tests.Certification;

namespace Portal.Tests.Identity;

/// <summary>Invitations by mail: seven days, once, for the address they went to.</summary>
public sealed class InvitationTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, BothDatabases]
    public async Task An_invited_person_accepts_once_and_has_the_roles(Provider provider)
    {
        await using var world = await World.Create(provider);
        var (_, owner) = await world.Organisation("qinghe");
        var invitations = world.Get<InvitationService>();
        var zhou = await world.Person("zhou");
        await Invite(world, owner, "Zhou@example.test", MerchantRole.ContentEditor, MerchantRole.ServiceAgent);
        var token = await Token(world);

        Assert.Equal("qinghe", await invitations.Accept(zhou, token, Ct));

        var team = await world.Get<MembershipService>().Team(zhou, "qinghe", Ct);
        var roles = team.Members.Single(one => one.IsMe).Roles.Select(role => role.Key.BuiltIn);
        Assert.Equal([MerchantRole.ContentEditor, MerchantRole.ServiceAgent], roles);
        await Expect.Refused(IdentityRefusals.InvitationUsed, () => invitations.Accept(zhou, token, Ct));
        Assert.Empty(await invitations.Open(owner, "qinghe", Ct));
        Assert.Equal(NoticeKind.InvitationAccepted, Assert.Single((await world.Get<NoticeService>().Bell(owner, Ct)).Latest).Kind);
        Assert.Empty((await world.Get<NoticeService>().Bell(zhou, Ct)).Latest);
    }

    [Theory, BothDatabases]
    public async Task A_new_person_makes_an_account_and_joins_in_one_step(Provider provider)
    {
        await using var world = await World.Create(provider);
        var (_, owner) = await world.Organisation("qinghe");
        var invitations = world.Get<InvitationService>();
        await Invite(world, owner, "new@example.test", MerchantRole.FinanceViewer);
        var token = await Token(world);
        Assert.False((await invitations.Read(Actor.Anonymous, token, Ct)).HasAccount);

        await invitations.SignUp(Actor.Anonymous, token, "New Person", "a walk along the river", "zh-CN", Ct);

        await using var db = world.Db();
        var user = await db.Users.SingleAsync(row => row.Email == "new@example.test", Ct);
        Assert.True(user.EmailConfirmed);
        Assert.Equal(MerchantRole.FinanceViewer, (await db.Memberships.SingleAsync(row => row.UserId == user.Id, Ct)).Role);
        await Expect.Refused(
            IdentityRefusals.InvitationUsed,
            () => invitations.SignUp(Actor.Anonymous, token, "Again", "a walk along the river", "en", Ct)
        );
    }

    [Theory, BothDatabases]
    public async Task A_refused_password_leaves_neither_account_nor_membership(Provider provider)
    {
        await using var world = await World.Create(provider);
        var (_, owner) = await world.Organisation("qinghe");
        await Invite(world, owner, "new@example.test", MerchantRole.FinanceViewer);
        var token = await Token(world);
        var invitations = world.Get<InvitationService>();

        await Expect.Refused(IdentityRefusals.PasswordRefused, () => invitations.SignUp(Actor.Anonymous, token, "New", "short", "en", Ct));

        await using var db = world.Db();
        Assert.False(await db.Users.AnyAsync(row => row.Email == "new@example.test", Ct));
        Assert.Equal(InvitationState.Open, (await invitations.Read(Actor.Anonymous, token, Ct)).State);
    }

    [Theory, BothDatabases]
    public async Task An_invitation_is_bound_to_its_address(Provider provider)
    {
        await using var world = await World.Create(provider);
        var (_, owner) = await world.Organisation("qinghe");
        await world.Person("zhou");
        await Invite(world, owner, "zhou@example.test", MerchantRole.ContentEditor);
        var token = await Token(world);

        await Expect.Refused(IdentityRefusals.InvitationOfAnother, () => world.Get<InvitationService>().Accept(world.Stranger, token, Ct));
    }

    [Theory, BothDatabases]
    public async Task It_ends_after_seven_days_and_a_new_mail_replaces_the_old_link(Provider provider)
    {
        await using var world = await World.Create(provider);
        var (_, owner) = await world.Organisation("qinghe");
        var invitations = world.Get<InvitationService>();
        var zhou = await world.Person("zhou");
        await Invite(world, owner, "zhou@example.test", MerchantRole.ContentEditor);
        var old = await Token(world);
        world.Clock.Advance(TimeSpan.FromDays(7));
        await Expect.Refused(IdentityRefusals.InvitationExpired, () => invitations.Accept(zhou, old, Ct));

        var row = Assert.Single(await invitations.Open(owner, "qinghe", Ct));
        Assert.Equal(InvitationState.Expired, row.State);
        await invitations.Resend(owner, "qinghe", row.Id, Ct);

        await Expect.Refused(KernelRefusals.NotFound, () => invitations.Accept(zhou, old, Ct));
        await invitations.Accept(zhou, await Token(world), Ct);
    }

    [Theory, BothDatabases]
    public async Task A_revoked_invitation_lets_nobody_in(Provider provider)
    {
        await using var world = await World.Create(provider);
        var (_, owner) = await world.Organisation("qinghe");
        var invitations = world.Get<InvitationService>();
        var zhou = await world.Person("zhou");
        await Invite(world, owner, "zhou@example.test", MerchantRole.ContentEditor);
        var token = await Token(world);

        await invitations.Revoke(owner, "qinghe", (await invitations.Open(owner, "qinghe", Ct)).Single().Id, Ct);

        await Expect.Refused(IdentityRefusals.InvitationUsed, () => invitations.Accept(zhou, token, Ct));
    }

    [Theory, BothDatabases]
    public async Task Members_and_the_invited_are_not_invited_again(Provider provider)
    {
        await using var world = await World.Create(provider);
        var (_, owner) = await world.Organisation("qinghe");
        await Invite(world, owner, "zhou@example.test", MerchantRole.ContentEditor);

        await Expect.Refused(IdentityRefusals.AlreadyInvited, () => Invite(world, owner, "ZHOU@example.test", MerchantRole.ContentEditor));
        await Expect.Refused(
            IdentityRefusals.AlreadyMember,
            () => Invite(world, owner, "qinghe-owner@example.test", MerchantRole.ContentEditor)
        );
        await Expect.Refused(IdentityRefusals.EmailShape, () => Invite(world, owner, "nobody", MerchantRole.ContentEditor));
    }

    [Theory, BothDatabases]
    public async Task The_mail_is_in_the_invited_persons_language_and_the_token_is_nowhere_in_the_table(Provider provider)
    {
        await using var world = await World.Create(provider);
        var (_, owner) = await world.Organisation("qinghe");
        await world.Person("zhou");
        await using (var db = world.Db())
        {
            (await db.Users.SingleAsync(row => row.Email == "zhou@example.test", Ct)).Culture = "zh-CN";
            await db.SaveChangesAsync(Ct);
        }

        await Invite(world, owner, "zhou@example.test", MerchantRole.ContentEditor);

        await using var read = world.Db();
        Assert.Equal("zh-CN", (await read.Mails.SingleAsync(Ct)).Culture);
        var token = await Token(world);
        var row = await read.Invitations.SingleAsync(Ct);
        Assert.DoesNotContain(token, JsonSerializer.Serialize(row), StringComparison.Ordinal);
        Assert.Equal(64, row.TokenHash.Length);
    }

    private static Task Invite(World world, Actor owner, string email, params MerchantRole[] roles) =>
        world.Get<InvitationService>().Invite(owner, "qinghe", new InviteForm(email, [.. roles.Select(RoleKey.Of)], "en"), Ct);

    private static async Task<string> Token(World world)
    {
        await using var db = world.Db();
        var mail = await db.Mails.Where(row => row.Kind == InvitationService.MailKind).OrderByDescending(row => row.Id).FirstAsync(Ct);
        return JsonSerializer.Deserialize<string[]>(mail.Arguments)![0]["?token=".Length..];
    }
}
