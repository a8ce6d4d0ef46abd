using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Portal.Domain.Approvals;
using Portal.Domain.Notifications;
using Portal.Hosting;
using static Portal.Tests.Approvals.ApprovalWorld;

namespace Portal.Tests.Approvals;

public sealed class RoleGrantTests
{
    [Theory, BothDatabases]
    public async Task A_staff_role_of_money_is_there_only_after_another_administrator_agreed(Provider provider)
    {
        await using var world = await World.Create(provider);
        var maker = await world.Person("maker", StaffRole.Administrator);
        var checker = await world.Person("checker", StaffRole.Administrator);
        var person = await world.Person("person");
        var roles = world.Get<RoleGrantService>();
        var number = await roles.ProposeStaff(maker, person.UserId, StaffRole.FinanceApprover, "New colleague.", Key, default);
        Assert.Empty(await Roles(world, person));
        Assert.Equal(
            ApprovalsRefusals.AlreadyWaiting,
            (await Refused(() => roles.ProposeStaff(maker, person.UserId, StaffRole.FinanceApprover, "Again.", Key, default))).Code
        );

        await world.Approve(checker, number);
        Assert.Equal([StaffRole.FinanceApprover], await Roles(world, person));
        var plain = await Refused(() => roles.ProposeStaff(maker, person.UserId, StaffRole.Reviewer, "Reviews.", Key, default));
        Assert.Equal(ApprovalsRefusals.RoleNeedsNoApproval, plain.Code);
    }

    [Theory, BothDatabases]
    public async Task No_administrator_makes_an_account_or_a_member_with_a_role_that_takes_two(Provider provider)
    {
        await using var world = await World.Create(provider);
        await world.Organisation("qinghe");
        var administrator = await world.Person("administrator", StaffRole.Administrator);
        var person = await world.Person("person");
        var people = world.Get<PeopleService>();
        Task<long> Make(Actor who, StaffRole role) =>
            people.CreateUser(who, new NewUser($"{Key}@example.test", "Somebody", "a walk along the river", role), default);
        Task Join(Actor who, MerchantRole role) => people.AddMember(who, "qinghe", person.UserId, role, default);

        foreach (var role in GuardedRoles.Staff)
        {
            Assert.Equal(IdentityRefusals.TakesTwo, (await Refused(() => Make(administrator, role))).Code);
            // The control: the shell, which makes a site's first ones.
            await Make(Actor.Operator, role);
        }

        Assert.Equal(IdentityRefusals.TakesTwo, (await Refused(() => Join(administrator, MerchantRole.Owner))).Code);
        await Make(administrator, StaffRole.Reviewer);
        await Join(administrator, MerchantRole.ContentEditor);
        await Join(Actor.Operator, MerchantRole.Owner);
    }

    [Theory, BothDatabases]
    public async Task A_money_role_in_an_organisation_takes_another_owner(Provider provider)
    {
        await using var world = await World.Create(provider);
        var (merchant, owner) = await world.Organisation("qinghe");
        var second = await world.Member(merchant, MerchantRole.Owner, "second");
        var editor = await world.Member(merchant, MerchantRole.ContentEditor, "editor");
        var finance = await world.Person("finance", StaffRole.FinanceApprover);
        var roles = world.Get<RoleGrantService>();
        var number = await world.Give(owner, "qinghe", editor.UserId, MerchantRole.FinanceManager, "They keep books.", Key);

        Assert.True((await Refused(() => world.Approve(finance, number!))).IsDenied);
        Assert.Equal(ApprovalsRefusals.OwnProposal, (await Refused(() => world.Approve(owner, number!))).Code);
        Assert.DoesNotContain((MerchantRole?)MerchantRole.FinanceManager, await Roles(world, merchant, editor));
        await world.Approve(second, number!);
        Assert.Contains((MerchantRole?)MerchantRole.FinanceManager, await Roles(world, merchant, editor));
        Assert.Equal(
            ApprovalsRefusals.NotAMember,
            (await Refused(() => world.Give(owner, "qinghe", finance.UserId, MerchantRole.Owner, "They asked.", Key))).Code
        );
    }

    [Theory, BothDatabases]
    public async Task A_sole_owner_grants_at_once_and_every_owner_is_told(Provider provider)
    {
        await using var world = await World.Create(provider);
        var (merchant, owner) = await world.Organisation("qinghe");
        var editor = await world.Member(merchant, MerchantRole.ContentEditor, "editor");

        var number = await world.Give(owner, "qinghe", editor.UserId, MerchantRole.Owner, "My partner.", Key);

        Assert.Null(number);
        Assert.Contains((MerchantRole?)MerchantRole.Owner, await Roles(world, merchant, editor));
        await using var db = world.Db();
        Assert.Equal(
            [NoticeKind.MoneyRoleGranted, NoticeKind.RoleChanged],
            await db.Notices.Where(row => row.Way == NoticeWay.AtOnce).OrderBy(row => row.UserId).Select(row => row.Kind).ToListAsync()
        );
        Assert.Equal(1, await db.AuditRecords.CountAsync(row => row.Action == "role.granted"));
        await ByPersons(world, owner, "My partner.");
    }

    /// <summary>
    /// A confirmation is good for ten minutes, and it may lapse between one role and the next: whoever confirms and presses again must not find
    /// half of it done, and in their way.
    /// </summary>
    [Theory, BothDatabases]
    public async Task Two_money_roles_of_one_form_are_given_together_however_the_confirmation_lapses(Provider provider)
    {
        await using var world = await World.Create(provider, services: services => services.AddSingleton<IStepUp, SessionStepUp>());
        var (merchant, owner) = await world.Organisation("qinghe");
        var roles = world.Get<RoleGrantService>();
        RoleKey[] wanted = [.. new[] { MerchantRole.ContentEditor, MerchantRole.Owner, MerchantRole.FinanceManager }.Select(RoleKey.Of)];
        var lapsed = 0;
        for (var step = 0; step < 12; step++)
        {
            var person = await world.Member(merchant, MerchantRole.ContentEditor, $"person-{step}");
            var session = await world.SignedIn(owner);
            world.Clock.AutoAdvanceAmount = TimeSpan.FromSeconds(20 * step);
            var key = Key;
            try
            {
                await roles.SetRoles(session, "qinghe", person.UserId, wanted, "My partner.", key, default);
            }
            catch (Refusal refusal) when (refusal.Code == IdentityRefusals.ConfirmFirst)
            {
                lapsed++;
                world.Clock.AutoAdvanceAmount = TimeSpan.Zero;
                Assert.Equal([MerchantRole.ContentEditor], await Roles(world, merchant, person));
                Assert.Null(
                    await roles.SetRoles(await world.SignedIn(owner), "qinghe", person.UserId, wanted, "My partner.", key, default)
                );
            }

            world.Clock.AutoAdvanceAmount = TimeSpan.Zero;
            Assert.Equal(3, (await Roles(world, merchant, person)).Count);
            await world.Leave(merchant.Id, person);
        }

        Assert.InRange(lapsed, 1, 11);
    }

    [Theory, BothDatabases]
    public async Task A_role_that_another_agreed_to_is_given_in_their_name(Provider provider)
    {
        await using var world = await World.Create(provider);
        var (merchant, owner) = await world.Organisation("qinghe");
        var roles = world.Get<RoleGrantService>();
        Assert.False(await roles.TakesAnotherOwner(owner, "qinghe", default));
        var second = await world.Member(merchant, MerchantRole.Owner, "second");
        var editor = await world.Member(merchant, MerchantRole.ContentEditor, "editor");
        Assert.True(await roles.TakesAnotherOwner(owner, "qinghe", default));
        var number = await world.Give(owner, "qinghe", editor.UserId, MerchantRole.Owner, "Partner.", Key);
        await world.Approve(second, number!);
        await ByPersons(world, second, number!);
    }

    /// <summary>Both records of a given role name the person whose act it was, and why; nothing of it was done by the system.</summary>
    private static async Task ByPersons(World world, Actor by, string why)
    {
        await using var db = world.Db();
        string[] acts = ["member.role-granted", "role.granted"];
        var records = await db.AuditRecords.Where(row => acts.Contains(row.Action)).OrderBy(row => row.Action).ToListAsync();
        Assert.Equal(acts, records.Select(row => row.Action));
        Assert.All(records, row => Assert.Equal((by.UserId, by.Name, why), (row.ActorId, row.ActorName, row.Why)));
    }

    [Theory, BothDatabases]
    public async Task A_second_account_of_the_sole_owner_does_not_make_two_owners(Provider provider)
    {
        await using var world = await World.Create(provider);
        var (merchant, owner) = await world.Organisation("qinghe");
        var twin = await world.Member(merchant, MerchantRole.Owner, "qinghe-owner+two");
        var editor = await world.Member(merchant, MerchantRole.ContentEditor, "editor");
        var third = await world.Member(merchant, MerchantRole.Owner, "third");
        var roles = world.Get<RoleGrantService>();

        var number = await world.Give(owner, "qinghe", editor.UserId, MerchantRole.FinanceManager, "Books.", Key);

        Assert.Equal(ApprovalsRefusals.LinkedAccount, (await Refused(() => world.Approve(twin, number!))).Code);
        await world.Approve(third, number!);
    }

    private static async Task<List<StaffRole>> Roles(World world, Actor person)
    {
        await using var db = world.Db();
        return await db.StaffAssignments.Where(row => row.UserId == person.UserId).Select(row => row.Role).ToListAsync();
    }

    private static async Task<List<MerchantRole?>> Roles(World world, Merchant merchant, Actor person)
    {
        await using var db = world.Db();
        return await db.Memberships.Of(merchant).Where(row => row.UserId == person.UserId).Select(row => row.Role).ToListAsync();
    }
}
