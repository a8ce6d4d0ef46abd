using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Portal.Domain.Approvals;
using Portal.Domain.Fees;
using Portal.Domain.Settlement;
using Portal.Jobs;
using Portal.Tests.Payments;
using static Portal.Tests.Approvals.ApprovalWorld;

namespace Portal.Tests.Approvals;

/// <summary>The closed machine: every state, every action, every kind of person; races, repeats and time.</summary>
public sealed class ApprovalStateTests
{
    [Theory, BothDatabases]
    public async Task Every_state_action_and_person_does_what_the_table_says_and_nothing_else(Provider provider)
    {
        await using var world = await World.Create(provider);
        var cast = await Cast.Of(world);
        var wrong = new List<string>();
        var tried = 0;
        foreach (var state in Enum.GetValues<ApprovalState>())
        {
            foreach (var (action, act, to) in Actions())
            {
                foreach (var (name, person) in cast.All)
                {
                    var number = await cast.In(world, state);
                    var allowed =
                        state == ApprovalState.Proposed && (action, name) is ("approve" or "reject", "checker") or ("withdraw", "maker");
                    allowed &= state == ApprovalState.Proposed;
                    string outcome;
                    try
                    {
                        await act(world, person, number);
                        outcome = "went through";
                    }
                    catch (Refusal refusal)
                    {
                        outcome = refusal.Code;
                    }

                    tried++;
                    var after = await world.StateOf(number);
                    // Who did it already may say it again: nothing happens.
                    var repeat = state == to && name == (action == "withdraw" ? "maker" : "checker");
                    if (after != (allowed ? to : state) || (outcome == "went through") != (allowed || repeat))
                    {
                        wrong.Add($"{state}: {action} by {name}: {outcome}, now {after}");
                    }

                    await cast.Clear(world);
                }
            }
        }

        Assert.Empty(wrong);
        Assert.Equal(6 * 3 * cast.All.Count, tried);
        await world.AssertProven();
    }

    [Theory, BothDatabases]
    public async Task Twenty_checkers_at_once_make_one_decision_and_one_effect(Provider provider)
    {
        await using var world = await World.Create(provider);
        var maker = await world.Person("maker", StaffRole.FinanceOfficer);
        var checkers = new List<Actor>();
        for (var i = 0; i < 20; i++)
        {
            checkers.Add(await world.Person($"checker{i}", StaffRole.FinanceApprover));
        }

        var number = await world.ProposeFee(maker);
        var hash = await world.HashOf(number);
        var decisions = world.Get<ApprovalService>();
        var outcomes = await Task.WhenAll(
            checkers.Select(checker =>
                Task.Run(async () =>
                {
                    try
                    {
                        await decisions.Approve(checker, number, hash, null, default);
                        return "approved";
                    }
                    catch (Refusal refusal)
                    {
                        return refusal.Code;
                    }
                })
            )
        );

        Assert.Equal("approved", Assert.Single(outcomes, outcome => outcome != ApprovalsRefusals.AlreadyDecided));
        await using var db = world.Db();
        Assert.Equal(1, await db.ApprovalEffects.CountAsync());
        Assert.Equal(1, await db.FeeRules.CountAsync(rule => rule.ApprovalNumber == number));
        Assert.Equal(1, await db.AuditRecords.CountAsync(row => row.Action == "approval.approved"));
        await world.AssertProven();
    }

    [Theory, BothDatabases]
    public async Task Approve_reject_withdraw_and_edit_at_once_leave_one_winner(Provider provider)
    {
        await using var world = await World.Create(provider);
        var (_, owner) = await world.Organisation("qinghe");
        var checkers = new List<Actor>();
        for (var i = 0; i < 6; i++)
        {
            checkers.Add(await world.Person($"checker{i}", StaffRole.FinanceApprover));
        }

        for (var round = 0; round < 5; round++)
        {
            var number = await world.ProposeBank(owner, form: Form($"620000000{round}1234"));
            var hash = await world.HashOf(number);
            var decisions = world.Get<ApprovalService>();
            var acts = checkers
                .Take(3)
                .Select<Actor, Func<Task>>(checker => () => decisions.Approve(checker, number, hash, null, default))
                .Concat(checkers.Skip(3).Select<Actor, Func<Task>>(checker => () => decisions.Reject(checker, number, "No.", default)))
                .Append(() => decisions.Withdraw(owner, number, default))
                .Append(() => world.Get<BankAccountService>().Edit(owner, "qinghe", Form("99001122334455"), Key, default));
            var wins = await Task.WhenAll(acts.Select(act => Task.Run(() => Went(act))));

            Assert.Equal(1, wins.Count(win => win));
            var state = await world.StateOf(number);
            Assert.NotEqual(ApprovalState.Proposed, state);
            await using var db = world.Db();
            var id = await world.IdOf(number);
            Assert.Equal(state == ApprovalState.Approved ? 1 : 0, await db.ApprovalEffects.CountAsync(row => row.ApprovalId == id));
            if (
                await db.Approvals.Where(row => row.State == ApprovalState.Proposed).Select(row => row.Number).SingleOrDefaultAsync() is
                { } left
            )
            {
                await world.Withdraw(owner, left);
            }
        }

        await world.AssertProven();
    }

    [Theory, BothDatabases]
    public async Task The_same_click_twice_proposes_once_and_approves_once(Provider provider)
    {
        await using var world = await World.Create(provider);
        var (_, owner) = await world.Organisation("qinghe");
        var checker = await world.Person("checker", StaffRole.FinanceApprover);
        var service = world.Get<BankAccountService>();
        var first = await service.Propose(owner, "qinghe", Form(), "one-form", default);

        Assert.Equal(first, await service.Propose(owner, "qinghe", Form(), "one-form", default));
        Assert.Equal(ApprovalsRefusals.AlreadyWaiting, (await Refused(() => world.ProposeBank(owner))).Code);
        await world.Approve(checker, first);
        await world.Approve(checker, first);
        await using var db = world.Db();
        Assert.Equal(
            (1, 1, 1),
            (await db.Approvals.CountAsync(), await db.ApprovalEffects.CountAsync(), await db.BankAccounts.CountAsync())
        );
    }

    [Theory, BothDatabases]
    public async Task Nobody_in_three_days_and_it_is_over_by_the_job_or_at_the_click(Provider provider)
    {
        await using var world = await World.Create(provider);
        var (_, owner) = await world.Organisation("qinghe");
        var checker = await world.Person("checker", StaffRole.FinanceApprover);
        var steps = world.Get<WorkSteps>().Table;
        var byJob = await world.ProposeBank(owner);
        world.Clock.Advance(TimeSpan.FromHours(72) - TimeSpan.FromSeconds(1));
        await world.Get<WorkQueue>().RunDue(steps, default, ApprovalService.ExpireWork);
        Assert.Equal(ApprovalState.Proposed, await world.StateOf(byJob));

        world.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(1, await world.Get<WorkQueue>().RunDue(steps, default, ApprovalService.ExpireWork));
        Assert.Equal(ApprovalState.Expired, await world.StateOf(byJob));
        Assert.Null((await world.Get<BankAccountService>().View(owner, "qinghe", default)).Waiting);

        var atClick = await world.ProposeBank(owner);
        world.Clock.Advance(TimeSpan.FromHours(72));
        Assert.Equal(ApprovalsRefusals.Expired, (await Refused(() => world.Approve(checker, atClick))).Code);
        Assert.Equal(ApprovalState.Expired, await world.StateOf(atClick));
        await world.Approve(checker, await world.ProposeBank(owner));
    }

    [Theory, BothDatabases]
    public async Task What_cannot_take_effect_is_not_decided(Provider provider)
    {
        await using var world = await World.Create(provider);
        var maker = await world.Person("maker", StaffRole.FinanceOfficer);
        var checker = await world.Person("checker", StaffRole.FinanceApprover);
        var number = await world.ProposeFee(maker);
        await world.Get<FeeRuleService>().Publish(Actor.Operator, Fee("Quicker", Channel.MobileApp), default);

        Assert.Equal(FeesRefusals.Overlap, (await Refused(() => world.Approve(checker, number))).Code);
        Assert.Equal(ApprovalState.Proposed, await world.StateOf(number));
        await using var db = world.Db();
        Assert.False(await db.ApprovalEffects.AnyAsync());
        Assert.False(await db.AuditRecords.AnyAsync(row => row.Action == "approval.approved"));
    }

    [Theory, BothDatabases]
    public async Task The_proof_finds_a_changed_content_and_an_effect_without_a_decision(Provider provider)
    {
        await using var world = await World.Create(provider);
        var maker = await world.Person("maker", StaffRole.FinanceOfficer);
        var checker = await world.Person("checker", StaffRole.FinanceApprover);
        var number = await world.ProposeFee(maker);
        await world.Approve(checker, number);
        await world.AssertProven();
        await using var db = world.Db();
        var content = await db.Approvals.Select(row => row.Content).SingleAsync();

        await db.Approvals.ExecuteUpdateAsync(set => set.SetProperty(row => row.Content, row => row.Content + " "));
        Assert.Contains(await world.Verify(), check => check is { Id: "I-19", Ok: false });
        await db.Approvals.ExecuteUpdateAsync(set => set.SetProperty(row => row.Content, content));
        await world.AssertProven();
        await db.ApprovalEffects.ExecuteDeleteAsync();
        Assert.Contains(await world.Verify(), check => check is { Id: "I-19", Ok: false });
        await Assert.ThrowsAnyAsync<Exception>(() =>
            db.Approvals.ExecuteUpdateAsync(set => set.SetProperty(row => row.DecidedById, row => row.MakerId))
        );
    }

    private static async Task<bool> Went(Func<Task> act)
    {
        try
        {
            await act();
            return true;
        }
        catch (Refusal)
        {
            return false;
        }
    }

    private static (string Name, Func<World, Actor, string, Task> Act, ApprovalState To)[] Actions() =>
        [
            (
                "approve",
                async (world, actor, number) =>
                    await world.Get<ApprovalService>().Approve(actor, number, await world.HashOf(number), null, default),
                ApprovalState.Approved
            ),
            ("reject", (world, actor, number) => world.Reject(actor, number), ApprovalState.Rejected),
            ("withdraw", (world, actor, number) => world.Withdraw(actor, number), ApprovalState.Withdrawn),
        ];

    /// <summary>The people of the table, and a proposal in any state.</summary>
    private sealed record Cast(IReadOnlyList<(string Name, Actor Actor)> All, Actor Maker, Actor Checker)
    {
        public static async Task<Cast> Of(World world)
        {
            var (merchant, owner) = await world.Organisation("qinghe");
            var checker = await world.Person("checker", StaffRole.FinanceApprover);
            var all = new List<(string, Actor)>
            {
                ("maker", owner),
                ("checker", checker),
                ("another manager", await world.Member(merchant, MerchantRole.FinanceManager, "manager")),
                ("an editor", await world.Member(merchant, MerchantRole.ContentEditor, "editor")),
                ("a stranger", world.Stranger),
                ("nobody", Actor.Anonymous),
                ("the shell", Actor.Operator),
            };
            foreach (var role in Enum.GetValues<StaffRole>().Where(role => role != StaffRole.FinanceApprover))
            {
                all.Add(($"staff {role}", await world.Person($"staff-{role}".ToLowerInvariant(), role)));
            }

            return new Cast(all, owner, checker);
        }

        public async Task<string> In(World world, ApprovalState state)
        {
            var number = await world.ProposeBank(Maker);
            switch (state)
            {
                case ApprovalState.Proposed:
                    break;
                case ApprovalState.Approved:
                    await world.Approve(Checker, number);
                    break;
                case ApprovalState.Rejected:
                    await world.Reject(Checker, number);
                    break;
                case ApprovalState.Withdrawn:
                    await world.Withdraw(Maker, number);
                    break;
                case ApprovalState.Expired:
                    world.Clock.Advance(TimeSpan.FromHours(72));
                    await world.Get<ApprovalService>().Expire(Actor.System("approvals"), await world.IdOf(number), default);
                    break;
                case ApprovalState.Superseded:
                    await world.Get<BankAccountService>().Edit(Maker, "qinghe", Form("99001122334455"), Key, default);
                    break;
            }

            return number;
        }

        public async Task Clear(World world)
        {
            await using var db = world.Db();
            foreach (
                var left in await db.Approvals.Where(row => row.State == ApprovalState.Proposed).Select(row => row.Number).ToListAsync()
            )
            {
                await world.Withdraw(Maker, left);
            }
        }
    }
}
