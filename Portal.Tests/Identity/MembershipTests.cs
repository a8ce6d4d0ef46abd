using Microsoft.EntityFrameworkCore;
using Portal.Domain.Accounts;
using Portal.Domain.Approvals;
using Portal.Tests.Approvals;
using Portal.Tests.Certification;

namespace Portal.Tests.Identity;

/// <summary>People of an organisation: roles, custom roles, removing and leaving.</summary>
public sealed class MembershipTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, BothDatabases]
    public async Task A_removed_member_is_refused_at_the_next_click_and_the_rest_stay(Provider provider)
    {
        await using var world = await World.Create(provider);
        var (merchant, owner) = await world.Organisation("qinghe");
        var editor = await world.Member(merchant, MerchantRole.ContentEditor);
        var members = world.Get<MembershipService>();
        Assert.Equal(2, (await members.Team(editor, "qinghe", Ct)).Members.Count);

        await members.Remove(owner, "qinghe", editor.UserId, Ct);

        var refusal = await Assert.ThrowsAsync<Refusal>(() => members.Team(editor, "qinghe", Ct));
        Assert.True(refusal.IsNotFound);
        Assert.Single((await members.Team(owner, "qinghe", Ct)).Members);
        await using var db = world.Db();
        Assert.Contains(await db.AuditRecords.Select(row => row.Action).ToListAsync(Ct), action => action == "member.removed");
    }

    [Theory, BothDatabases]
    public async Task A_changed_role_bites_at_the_next_click(Provider provider)
    {
        await using var world = await World.Create(provider);
        var (merchant, owner) = await world.Organisation("qinghe");
        var manager = await world.Member(merchant, MerchantRole.FinanceManager);
        var members = world.Get<MembershipService>();
        await world.Get<AccessLogService>().Looks(manager, "qinghe", new PageAsk(), Ct);

        await world
            .Get<RoleGrantService>()
            .SetRoles(owner, "qinghe", manager.UserId, [RoleKey.Of(MerchantRole.ServiceAgent)], string.Empty, ApprovalWorld.Key, Ct);

        var refusal = await Assert.ThrowsAsync<Refusal>(() => world.Get<AccessLogService>().Looks(manager, "qinghe", new PageAsk(), Ct));
        Assert.True(refusal.IsDenied);
        Assert.Equal(Permit.ViewLooks, refusal.Args[0]);
    }

    [Theory, BothDatabases]
    public async Task The_last_owner_stays_and_the_last_but_one_may_go(Provider provider)
    {
        await using var world = await World.Create(provider);
        var (merchant, owner) = await world.Organisation("qinghe");
        var members = world.Get<MembershipService>();
        RoleKey[] operators = [RoleKey.Of(MerchantRole.AccountOperator)];

        await Expect.Refused(IdentityRefusals.LastOwner, () => members.Leave(owner, "qinghe", Ct));
        await Expect.Refused(IdentityRefusals.LastOwner, () => members.Remove(owner, "qinghe", owner.UserId, Ct));
        await Expect.Refused(
            IdentityRefusals.LastOwner,
            () => world.Get<RoleGrantService>().SetRoles(owner, "qinghe", owner.UserId, operators, string.Empty, ApprovalWorld.Key, Ct)
        );

        var second = await world.Member(merchant, MerchantRole.Owner, "second-owner");
        await members.Leave(owner, "qinghe", Ct);
        await Expect.Refused(IdentityRefusals.LastOwner, () => members.Leave(second, "qinghe", Ct));
    }

    [Theory, BothDatabases]
    public async Task Of_two_owners_who_leave_at_once_one_stays(Provider provider)
    {
        await using var world = await World.Create(provider);
        var (merchant, owner) = await world.Organisation("qinghe");
        var second = await world.Member(merchant, MerchantRole.Owner, "second-owner");
        var members = world.Get<MembershipService>();

        var outcomes = await Task.WhenAll(new[] { owner, second }.Select(one => Outcome(() => members.Leave(one, "qinghe", Ct))));

        Assert.Single(outcomes, code => code == IdentityRefusals.LastOwner);
        await using var db = world.Db();
        Assert.Equal(1, await db.Memberships.Of(merchant).CountAsync(row => row.Role == MerchantRole.Owner, Ct));
    }

    [Theory, BothDatabases]
    public async Task Nobody_gives_or_takes_more_than_they_have(Provider provider)
    {
        await using var world = await World.Create(provider);
        var (_, owner) = await world.Organisation("qinghe");
        var lead = await Lead(world, owner);
        var members = world.Get<MembershipService>();
        var invitations = world.Get<InvitationService>();

        await Expect.Refused(
            IdentityRefusals.MoreThanYouHave,
            () =>
                world
                    .Get<RoleGrantService>()
                    .SetRoles(lead, "qinghe", lead.UserId, [RoleKey.Of(MerchantRole.Owner)], string.Empty, ApprovalWorld.Key, Ct)
        );
        await Expect.Refused(IdentityRefusals.MoreThanYouHave, () => members.Remove(lead, "qinghe", owner.UserId, Ct));
        await Expect.Refused(
            IdentityRefusals.MoreThanYouHave,
            () =>
                invitations.Invite(
                    lead,
                    "qinghe",
                    new InviteForm("newcomer@example.test", [RoleKey.Of(MerchantRole.FinanceManager)], "en"),
                    Ct
                )
        );
        var own = (await members.Team(lead, "qinghe", Ct)).Grantable;
        Assert.Equal(["Team lead"], own.Select(role => role.CustomName));
    }

    [Theory, BothDatabases]
    public async Task A_custom_role_permits_what_it_was_made_of_and_a_change_bites_at_once(Provider provider)
    {
        await using var world = await World.Create(provider);
        var (_, owner) = await world.Organisation("qinghe");
        var lead = await Lead(world, owner);
        var roles = world.Get<CustomRoleService>();
        var column = (await roles.Matrix(owner, "qinghe", Ct)).Roles.Single(role => role.Name.CustomName is not null);
        await world.Get<InvitationService>().Open(lead, "qinghe", Ct);

        var form = new CustomRoleForm(column.Name.Key.Custom, "Team lead", [Permit.ViewMembers], column.Version);
        await roles.Save(owner, "qinghe", form, Ct);

        var refusal = await Assert.ThrowsAsync<Refusal>(() => world.Get<InvitationService>().Open(lead, "qinghe", Ct));
        Assert.True(refusal.IsDenied);
        await world.Get<MembershipService>().Team(lead, "qinghe", Ct);
        await Expect.Refused(KernelRefusals.Conflict, () => roles.Save(owner, "qinghe", form, Ct));
    }

    [Theory, BothDatabases]
    public async Task A_custom_role_holds_no_owners_permit_no_staff_permit_and_has_a_name_of_its_own(Provider provider)
    {
        await using var world = await World.Create(provider);
        var (_, owner) = await world.Organisation("qinghe");
        var roles = world.Get<CustomRoleService>();
        Task Save(string name, params Permit[] permits) => roles.Save(owner, "qinghe", new CustomRoleForm(null, name, permits, 0), Ct);

        await Expect.Refused(IdentityRefusals.PermitNotDelegable, () => Save("A", Permit.ManageMerchant));
        await Expect.Refused(IdentityRefusals.MoreThanYouHave, () => Save("A", Permit.RunSettlement));
        await Expect.Refused(IdentityRefusals.RoleEmpty, () => Save("A"));
        await Expect.Refused(IdentityRefusals.RoleEmpty, () => Save("A", Permit.ViewMerchant));
        await Save("A", Permit.ViewPayments);
        await Expect.Refused(IdentityRefusals.RoleNameTaken, () => Save("A", Permit.ViewMessages));
    }

    [Theory, BothDatabases]
    public async Task A_role_somebody_has_cannot_be_deleted(Provider provider)
    {
        await using var world = await World.Create(provider);
        var (_, owner) = await world.Organisation("qinghe");
        var lead = await Lead(world, owner);
        var roles = world.Get<CustomRoleService>();
        var id = (await roles.Matrix(owner, "qinghe", Ct)).Roles.Single(role => role.Name.CustomName is not null).Name.Key.Custom!.Value;

        await Expect.Refused(IdentityRefusals.RoleInUse, () => roles.Delete(owner, "qinghe", id, Ct));
        await world.Get<MembershipService>().Remove(owner, "qinghe", lead.UserId, Ct);
        await roles.Delete(owner, "qinghe", id, Ct);

        Assert.Equal(Enum.GetValues<MerchantRole>().Length, (await roles.Matrix(owner, "qinghe", Ct)).Roles.Count);
    }

    [Theory, BothDatabases]
    public async Task Seeing_statements_does_not_mean_taking_them_away(Provider provider)
    {
        await using var world = await World.Create(provider);
        var (merchant, _) = await world.Organisation("qinghe");
        var viewer = await world.Member(merchant, MerchantRole.FinanceViewer);
        var me = await world.Get<PeopleService>().Me(viewer, Ct);

        Assert.True(me.May(Permit.ViewStatements, "qinghe"));
        Assert.False(me.May(Permit.ExportStatements, "qinghe"));
        Assert.Equal(PermitKind.Exporting, Permits.Of(Permit.ExportStatements).Kind);
    }

    [Theory, BothDatabases]
    public async Task An_organisation_holds_fifty_public_accounts_also_when_three_come_for_the_last_place(Provider provider)
    {
        await using var world = await World.Create(provider);
        var (_, owner) = await world.Organisation("qinghe");
        var accounts = world.Get<AccountService>();
        Task Register(int number) =>
            accounts.Register(
                owner,
                "qinghe",
                new AccountForm(AccountType.Subscription, $"tea_garden_{number:00}", $"Tea garden {number}", AccountCategory.Food, "Tea."),
                Ct
            );
        for (var number = 1; number < AccountPolicies.AccountsPerOrganisation.Standard; number++)
        {
            await Register(number);
        }

        var outcomes = await Task.WhenAll(Enumerable.Range(50, 3).Select(number => Outcome(() => Register(number))));

        Assert.Equal(2, outcomes.Count(code => code == AccountsRefusals.TooManyAccounts));
        await using var db = world.Db();
        Assert.Equal(AccountPolicies.AccountsPerOrganisation.Standard, await db.PublicAccounts.CountAsync(Ct));
    }

    /// <summary>Somebody who may see and manage people and nothing else.</summary>
    private static async Task<Actor> Lead(World world, Actor owner)
    {
        var form = new CustomRoleForm(null, "Team lead", [Permit.ViewMembers, Permit.ManageMembers], 0);
        var role = await world.Get<CustomRoleService>().Save(owner, "qinghe", form, Ct);
        var lead = await world.Person("lead");
        await using var db = world.Db();
        var merchant = await db.Merchants.SingleAsync(row => row.Slug == "qinghe", Ct);
        db.Memberships.Add(new Membership(lead.UserId, merchant.Id, RoleKey.OfCustom(role), world.Clock.UtcNow()));
        await db.SaveChangesAsync(Ct);
        return lead;
    }

    private static async Task<string> Outcome(Func<Task> act)
    {
        try
        {
            await act();
            return "went through";
        }
        catch (Refusal refusal)
        {
            return refusal.Code;
        }
    }
}
