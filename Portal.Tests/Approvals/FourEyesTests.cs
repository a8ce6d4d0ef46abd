using Microsoft.EntityFrameworkCore;
using Portal.Domain.Accounts;
using Portal.Domain.Approvals;
using Portal.Domain.Settlement;
using Portal.Tests.Architecture;
using static Portal.Tests.Approvals.ApprovalWorld;

namespace Portal.Tests.Approvals;

/// <summary>Every way around the second person, tried; each beside a control that goes through.</summary>
public sealed class FourEyesTests
{
    [Theory, BothDatabases]
    public async Task Nobody_approves_or_rejects_what_they_proposed(Provider provider)
    {
        await using var world = await World.Create(provider);
        var maker = await world.Person("maker", StaffRole.FinanceApprover);
        var checker = await world.Person("checker", StaffRole.FinanceOfficer);
        var number = await world.ProposeFee(maker);

        Assert.Equal(ApprovalsRefusals.OwnProposal, (await Refused(() => world.Approve(maker, number))).Code);
        Assert.Equal(ApprovalsRefusals.OwnProposal, (await Refused(() => world.Reject(maker, number))).Code);
        await world.Approve(checker, number);
        Assert.Equal(ApprovalState.Approved, await world.StateOf(number));
    }

    [Theory, BothDatabases]
    public async Task Who_may_not_decide_makes_nobody_wait(Provider provider)
    {
        await using var world = await World.Create(provider);
        var maker = await world.Person("maker", StaffRole.FinanceOfficer);
        var auditor = await world.Person("auditor", StaffRole.Auditor);
        var number = await world.ProposeFee(maker);
        var hash = await world.HashOf(number);
        var decisions = world.Get<ApprovalService>();
        using var waits = Waits.Watch();

        foreach (var person in new[] { world.Stranger, auditor, maker })
        {
            await Refused(() => decisions.Approve(person, number, hash, null, default));
            await Refused(() => decisions.Reject(person, number, "Not like this.", default));
        }

        await Refused(() => decisions.Withdraw(world.Stranger, number, default));
        await Refused(() => decisions.Withdraw(auditor, number, default));
        Assert.Empty(waits.Seen);
        // The control: who may has begun something.
        await decisions.Withdraw(maker, number, default);
        Assert.Contains("a transaction", waits.Seen);
    }

    [Theory, BothDatabases]
    public async Task A_second_account_of_the_maker_counts_as_the_maker(Provider provider)
    {
        await using var world = await World.Create(provider);
        var maker = await world.Person("maker", StaffRole.FinanceOfficer);
        var plus = await world.Person("maker+two", StaffRole.FinanceOfficer);
        var linked = await world.Person("somebody", StaffRole.FinanceOfficer);
        var beyond = await world.Person("somebody+else", StaffRole.FinanceOfficer);
        var namesake = await world.Person("maker2", StaffRole.FinanceOfficer);
        await world.Get<PersonLinkService>().Link(Actor.Operator, "maker@example.test", "Somebody@example.test", "One passport.", default);
        var number = await world.ProposeFee(maker);

        foreach (var second in new[] { plus, linked, beyond })
        {
            Assert.Equal(ApprovalsRefusals.LinkedAccount, (await Refused(() => world.Approve(second, number))).Code);
        }

        await world.Approve(namesake, number);
    }

    [Theory, BothDatabases]
    public async Task Who_wrote_or_edited_the_content_cannot_agree_to_it(Provider provider)
    {
        await using var world = await World.Create(provider);
        var (merchant, owner) = await world.Organisation("qinghe");
        var writer = await world.Person("writer", StaffRole.FinanceApprover);
        await world.Join(merchant.Id, writer, MerchantRole.FinanceManager);
        await world.ProposeBank(writer);
        var second = await world.Get<BankAccountService>().Edit(owner, "qinghe", Form(), Key, default);
        await world.Leave(merchant.Id, writer);

        Assert.Equal(ApprovalsRefusals.HadAHand, (await Refused(() => world.Approve(writer, second))).Code);
        await world.Approve(await world.Person("control", StaffRole.FinanceApprover), await Again(world, owner, second));
    }

    [Theory, BothDatabases]
    public async Task An_edit_undoes_what_was_about_to_be_agreed(Provider provider)
    {
        await using var world = await World.Create(provider);
        var (_, owner) = await world.Organisation("qinghe");
        var checker = await world.Person("checker", StaffRole.FinanceApprover);
        var first = await world.ProposeBank(owner);
        var shown = await world.HashOf(first);
        var second = await world.Get<BankAccountService>().Edit(owner, "qinghe", Form("9900112233445566"), Key, default);
        var decisions = world.Get<ApprovalService>();

        Assert.Equal(ApprovalState.Superseded, await world.StateOf(first));
        Assert.Equal(ApprovalsRefusals.AlreadyDecided, (await Refused(() => decisions.Approve(checker, first, shown, null, default))).Code);
        Assert.Equal(ApprovalsRefusals.ShownOther, (await Refused(() => decisions.Approve(checker, second, shown, null, default))).Code);
        await world.Approve(checker, second);
        var view = await world.Get<BankAccountService>().View(owner, "qinghe", default);
        Assert.Equal("5566", view.Current!.Last4);
    }

    [Theory, BothDatabases]
    public async Task Content_that_was_changed_behind_the_proposal_falls(Provider provider)
    {
        await using var world = await World.Create(provider);
        var (_, owner) = await world.Organisation("qinghe");
        var checker = await world.Person("checker", StaffRole.FinanceApprover);
        var number = await world.ProposeBank(owner);
        await using (var db = world.Db())
        {
            await db.BankAccounts.ExecuteUpdateAsync(set => set.SetProperty(row => row.Holder, "Somebody Else Ltd."));
        }

        Assert.Equal(ApprovalsRefusals.ContentChanged, (await Refused(() => world.Approve(checker, number))).Code);
        Assert.Equal(ApprovalState.Superseded, await world.StateOf(number));
        Assert.Null((await world.Get<BankAccountService>().View(owner, "qinghe", default)).Current);
        await world.Approve(checker, await world.ProposeBank(owner));
    }

    [Theory, BothDatabases]
    public async Task A_role_got_after_the_proposal_does_not_decide_it(Provider provider)
    {
        await using var world = await World.Create(provider);
        var (_, owner) = await world.Organisation("qinghe");
        var before = await world.Person("before", StaffRole.FinanceApprover);
        var late = await world.Person("late", StaffRole.FinanceOfficer);
        var number = await world.ProposeBank(owner);
        world.Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.True((await Refused(() => world.Approve(late, number))).IsDenied);
        await world.Assign(late, StaffRole.FinanceApprover);

        Assert.Equal(ApprovalsRefusals.RoleTooNew, (await Refused(() => world.Approve(late, number))).Code);
        await world.Approve(before, number);
        await world.Approve(late, await world.ProposeBank(owner));
    }

    [Theory, BothDatabases]
    public async Task A_role_given_by_the_maker_does_not_decide_for_them_and_nobody_decides_about_themselves(Provider provider)
    {
        await using var world = await World.Create(provider);
        var maker = await world.Person("maker", StaffRole.Administrator);
        var other = await world.Person("other", StaffRole.Administrator);
        var friend = await world.Person("friend");
        var third = await world.Person("third");
        var roles = world.Get<RoleGrantService>();
        var grant = await roles.ProposeStaff(maker, friend.UserId, StaffRole.Administrator, "We need one.", Key, default);
        Assert.True((await Refused(() => world.Approve(friend, grant))).IsNotFound);
        await world.Approve(other, grant);
        world.Clock.Advance(TimeSpan.FromMinutes(1));

        var forOther = await roles.ProposeStaff(maker, other.UserId, StaffRole.FinanceOfficer, "They help out.", Key, default);
        Assert.Equal(ApprovalsRefusals.AboutYourself, (await Refused(() => world.Approve(other, forOther))).Code);
        var forThird = await roles.ProposeStaff(maker, third.UserId, StaffRole.FinanceApprover, "New colleague.", Key, default);
        Assert.Equal(ApprovalsRefusals.RoleFromMaker, (await Refused(() => world.Approve(friend, forThird))).Code);
        await world.Approve(other, forThird);
        var byOther = await roles.ProposeStaff(other, third.UserId, StaffRole.Administrator, "Another one.", Key, default);
        await world.Approve(friend, byOther);
    }

    [Theory, BothDatabases]
    public async Task A_checker_who_belongs_to_the_organisation_or_registered_it_is_refused(Provider provider)
    {
        await using var world = await World.Create(provider);
        var founder = await world.Person("founder", StaffRole.FinanceApprover);
        var code = CreditCodeRules.Complete("91440101MA9Y2K7L");
        var form = new MerchantForm("qinghe", "qinghe Trading Co., Ltd.", "Qinghe", EntityType.Company, code);
        await world.Get<MerchantService>().Register(founder, form, default);
        var (merchantId, member) = (await MerchantId(world), await world.Person("member", StaffRole.FinanceApprover));
        var owner = await world.Person("owner");
        await world.Join(merchantId, owner, MerchantRole.Owner);
        await world.Join(merchantId, member, MerchantRole.ContentEditor);
        await world.Leave(merchantId, founder);
        var number = await world.ProposeBank(owner);

        Assert.Equal(ApprovalsRefusals.Conflict, (await Refused(() => world.Approve(founder, number))).Code);
        Assert.Equal(ApprovalsRefusals.Conflict, (await Refused(() => world.Approve(member, number))).Code);
        await world.Approve(await world.Person("neutral", StaffRole.FinanceApprover), number);
    }

    [Theory, BothDatabases]
    public async Task No_job_and_no_shell_decides_and_a_lost_role_is_lost(Provider provider)
    {
        await using var world = await World.Create(provider);
        var maker = await world.Person("maker", StaffRole.FinanceOfficer);
        var checker = await world.Person("checker", StaffRole.FinanceOfficer);
        var number = await world.ProposeFee(maker);
        var hash = await world.HashOf(number);
        foreach (var system in new[] { Actor.Operator, Actor.System("seed"), Actor.System("approvals"), Actor.Anonymous })
        {
            Assert.True((await Refused(() => world.Get<ApprovalService>().Approve(system, number, hash, null, default))).IsDenied);
        }

        await using (var db = world.Db())
        {
            await db.StaffAssignments.Where(row => row.UserId == checker.UserId).ExecuteDeleteAsync();
        }

        Assert.True((await Refused(() => world.Get<ApprovalService>().Approve(checker, number, hash, null, default))).IsNotFound);
        Assert.Equal(ApprovalState.Proposed, await world.StateOf(number));
    }

    [Theory, BothDatabases]
    public async Task A_fresh_confirmation_that_is_missing_refuses_every_decision(Provider provider)
    {
        await using var world = await World.Create(provider);
        var maker = await world.Person("maker", StaffRole.FinanceOfficer);
        var checker = await world.Person("checker", StaffRole.FinanceOfficer);
        var number = await world.ProposeFee(maker);
        var hash = await world.HashOf(number);
        var strict = new ApprovalService(
            world.Get<Acts>(),
            world.Get<ApprovalRequests>(),
            world.Get<ApprovalChecks>(),
            [new NeverFresh()],
            world.Clock
        );

        Assert.Equal("Test_StepUp", (await Refused(() => strict.Approve(checker, number, hash, null, default))).Code);
        Assert.Equal("Test_StepUp", (await Refused(() => strict.Reject(checker, number, "No.", default))).Code);
        Assert.Equal(ApprovalState.Proposed, await world.StateOf(number));
    }

    private static async Task<string> Again(World world, Actor owner, string waiting)
    {
        await world.Withdraw(owner, waiting);
        return await world.ProposeBank(owner);
    }

    private static async Task<long> MerchantId(World world)
    {
        await using var db = world.Db();
        return await db.Merchants.Select(row => row.Id).SingleAsync();
    }

    private sealed class NeverFresh : IStepUp
    {
        public Task Require(PortalDb db, Actor actor, CancellationToken ct) => throw new Refusal("Test_StepUp");
    }

    [Theory, BothDatabases]
    public async Task A_rule_without_an_end_is_shown_without_one_beside_the_version_that_would_end_it(Provider provider)
    {
        await using var world = await World.Create(provider);
        var maker = await world.Person("rule-maker", StaffRole.FinanceOfficer);
        var rules = world.Get<Portal.Domain.Fees.FeeRuleService>();
        var standard = (await rules.List(maker, default)).Single();
        var draft = ApprovalWorld.Fee(standard.Name, null) with { ReplacesId = standard.Id };
        var number = await rules.Propose(maker, draft, "Cheaper.", ApprovalWorld.Key, default);

        var page = await world.Get<ApprovalListService>().Read(maker, number, default);

        var end = page.Lines.Single(line => line.Field == "to");
        Assert.Equal((null, null, false), (end.Before, end.After, end.Changed));
        // The control: what does change is seen.
        Assert.True(page.Lines.Single(line => line.Field == "rate").Changed);
    }
}
