using Microsoft.EntityFrameworkCore;
using Portal.Domain.Accounts;
using Portal.Domain.Reports;
using Portal.Tests.Certification;

namespace Portal.Tests.Identity;

/// <summary>The operator's people: staff roles, locks, view as merchant, and what the merchant is told of it.</summary>
public sealed class StaffTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, BothDatabases]
    public async Task A_staff_role_is_given_and_taken_for_a_reason_and_bites_at_once(Provider provider)
    {
        await using var world = await World.Create(provider);
        var admin = await world.Person("admin", StaffRole.Administrator);
        var person = await world.Person("person");
        var staff = world.Get<StaffService>();
        Task<Page<AuditRow>> Read() => world.Get<AuditTrailService>().Search(person, new AuditFilter(), new PageAsk(), Ct);

        await Expect.Refused(KernelRefusals.Required, () => staff.Grant(admin, person.UserId, StaffRole.Auditor, " ", Ct));
        await Assert.ThrowsAsync<Refusal>(Read);
        await staff.Grant(admin, person.UserId, StaffRole.Auditor, "joins the audit", Ct);
        Assert.Contains((await Read()).Rows, row => row is { Action: "staff.role-granted", Why: "joins the audit" });
        await staff.Revoke(admin, person.UserId, StaffRole.Auditor, "leaves", Ct);
        await Assert.ThrowsAsync<Refusal>(Read);
    }

    [Theory, BothDatabases]
    public async Task The_last_administrator_keeps_the_role_and_nobody_raises_themselves(Provider provider)
    {
        await using var world = await World.Create(provider);
        var admin = await world.Person("admin", StaffRole.Administrator);
        var staff = world.Get<StaffService>();
        await Expect.Refused(
            IdentityRefusals.LastAdministrator,
            () => staff.Revoke(admin, admin.UserId, StaffRole.Administrator, "done", Ct)
        );
        await Expect.Refused(IdentityRefusals.NotYourself, () => staff.Grant(admin, admin.UserId, StaffRole.FinanceApprover, "me", Ct));

        var second = await world.Person("second", StaffRole.Administrator);
        await staff.Lock(admin, second.UserId, "gone for a year", Ct);
        // A locked administrator helps nobody: the other is still the last.
        await Expect.Refused(
            IdentityRefusals.LastAdministrator,
            () => staff.Revoke(admin, admin.UserId, StaffRole.Administrator, "done", Ct)
        );
        await staff.Unlock(admin, second.UserId, "back", Ct);
        await staff.Revoke(admin, admin.UserId, StaffRole.Administrator, "done", Ct);
    }

    [Theory, BothDatabases]
    public async Task A_locked_person_is_refused_at_the_next_click(Provider provider)
    {
        await using var world = await World.Create(provider);
        var (_, owner) = await world.Organisation("qinghe");
        var admin = await world.Person("admin", StaffRole.Administrator);
        var members = world.Get<MembershipService>();
        await members.Team(owner, "qinghe", Ct);
        var stamp = await Stamp(world, owner);

        await world.Get<StaffService>().Lock(admin, owner.UserId, "stolen laptop", Ct);

        await Assert.ThrowsAsync<Refusal>(() => members.Team(owner, "qinghe", Ct));
        Assert.NotEqual(stamp, await Stamp(world, owner));
        await world.Get<StaffService>().Unlock(admin, owner.UserId, "laptop found", Ct);
        await members.Team(owner, "qinghe", Ct);
    }

    [Theory, BothDatabases]
    public async Task Support_sees_what_the_owner_sees_for_half_an_hour_and_changes_nothing(Provider provider)
    {
        await using var world = await World.Create(provider);
        await world.Organisation("qinghe");
        var support = await world.Person("support", StaffRole.Support);
        var views = world.Get<SupportViewService>();
        var me = world.Get<PeopleService>();
        Assert.False((await me.Me(support, Ct)).May(Permit.ViewPayments, "qinghe"));

        await Expect.Refused(IdentityRefusals.WhyTooShort, () => views.Start(support, "qinghe", "why", Ct));
        await views.Start(support, "qinghe", "request 4711: statement does not match", Ct);

        Assert.True((await me.Me(support, Ct)).May(Permit.ViewPayments, "qinghe"));
        Assert.False((await me.Me(support, Ct)).May(Permit.ExportStatements, "qinghe"));
        var refusal = await Assert.ThrowsAsync<Refusal>(() => world.Get<MerchantService>().Rename(support, "qinghe", "Mine", Ct));
        Assert.True(refusal.IsDenied);
        world.Clock.Advance(TimeSpan.FromMinutes(30));
        Assert.False((await me.Me(support, Ct)).May(Permit.ViewPayments, "qinghe"));
    }

    [Theory, BothDatabases]
    public async Task While_viewing_even_a_member_of_the_place_changes_nothing(Provider provider)
    {
        await using var world = await World.Create(provider);
        var (merchant, _) = await world.Organisation("qinghe");
        var support = await world.Person("support", StaffRole.Support);
        await using (var db = world.Db())
        {
            db.Memberships.Add(new Membership(support.UserId, merchant.Id, MerchantRole.Owner, world.Clock.UtcNow()));
            await db.SaveChangesAsync(Ct);
        }

        var merchants = world.Get<MerchantService>();
        await merchants.Rename(support, "qinghe", "Before", Ct);
        await world.Get<SupportViewService>().Start(support, "qinghe", "looking, not touching", Ct);
        await Assert.ThrowsAsync<Refusal>(() => merchants.Rename(support, "qinghe", "Within", Ct));
        await world.Get<SupportViewService>().End(support, Ct);
        await merchants.Rename(support, "qinghe", "After", Ct);
    }

    [Theory, BothDatabases]
    public async Task The_merchant_sees_who_looked_at_what_when_and_why_once_an_hour(Provider provider)
    {
        await using var world = await World.Create(provider);
        var (_, owner) = await world.Organisation("qinghe");
        var support = await world.Person("support", StaffRole.Support);
        var merchants = world.Get<MerchantService>();
        var looks = world.Get<AccessLogService>();
        await merchants.Sheet(support, "qinghe", Ct);
        await merchants.Sheet(support, "qinghe", Ct);
        await world.Get<SupportViewService>().Start(support, "qinghe", "request 4711: what is missing", Ct);
        await merchants.Sheet(support, "qinghe", Ct);
        world.Clock.Advance(TimeSpan.FromHours(1));
        await merchants.Sheet(support, "qinghe", Ct);
        await merchants.Sheet(owner, "qinghe", Ct);

        var rows = (await looks.Looks(owner, "qinghe", new PageAsk(), Ct)).Rows.Where(row => row.Permit == Permit.ViewMerchant).ToList();

        Assert.Equal(["support", "support", "support"], rows.Select(row => row.StaffName));
        Assert.Equal([false, true, false], rows.Select(row => row.AsMerchant));
        Assert.Equal("request 4711: what is missing", rows[1].Why);
        Assert.All(rows, row => Assert.Equal([StaffRole.Support], row.Roles));
    }

    [Theory, BothDatabases]
    public async Task A_look_cannot_be_changed_or_deleted(Provider provider)
    {
        await using var world = await World.Create(provider);
        await world.Organisation("qinghe");
        await world.Get<MerchantService>().Sheet(await world.Person("support", StaffRole.Support), "qinghe", Ct);
        await using var db = world.Db();
        Assert.Equal(1, await db.Looks.CountAsync(Ct));

        await Assert.ThrowsAnyAsync<Exception>(() => db.Looks.ExecuteDeleteAsync(Ct));
        await Assert.ThrowsAnyAsync<Exception>(() =>
            db.Looks.ExecuteUpdateAsync(set => set.SetProperty(row => row.StaffName, "nobody"), Ct)
        );
        Assert.Equal(1, await db.Looks.CountAsync(row => row.StaffName == "support", Ct));
    }

    [Theory, BothDatabases]
    public async Task Who_lacks_a_permission_learns_who_can_give_it_and_a_stranger_learns_no_name(Provider provider)
    {
        await using var world = await World.Create(provider);
        var (merchant, _) = await world.Organisation("qinghe");
        var editor = await world.Member(merchant, MerchantRole.ContentEditor);
        await world.Person("admin", StaffRole.Administrator);
        var reviewer = await world.Person("reviewer", StaffRole.Reviewer);
        var granters = world.Get<GrantersService>();

        Assert.Equal(["qinghe-owner"], (await granters.Who(editor, Permit.PublishMessages, "qinghe", Ct)).Names);
        Assert.Equal(["admin"], (await granters.Who(reviewer, Permit.RunSettlement, null, Ct)).Names);
        Assert.Empty((await granters.Who(world.Stranger, Permit.PublishMessages, "qinghe", Ct)).Names);
        Assert.Empty((await granters.Who(world.Stranger, Permit.RunSettlement, null, Ct)).Names);
    }

    private static async Task<string?> Stamp(World world, Actor person)
    {
        await using var db = world.Db();
        return await db.Users.Where(row => row.Id == person.UserId).Select(row => row.SecurityStamp).SingleAsync(Ct);
    }
}
