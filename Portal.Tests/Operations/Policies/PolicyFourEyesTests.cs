using Portal.Domain.Approvals;
using Portal.Domain.Operations;
using Portal.Tests.Approvals;
using Portal.Tests.Payments;
using static Portal.Tests.Approvals.ApprovalWorld;

namespace Portal.Tests.Operations.Policies;

/// <summary>No administrator loosens a control alone; each attempt beside a control that goes through.</summary>
public sealed class PolicyFourEyesTests
{
    [Theory, BothDatabases]
    public async Task One_administrator_cannot_switch_four_eyes_off(Provider provider)
    {
        await using var world = await World.Create(provider);
        var one = await world.Person("one", StaffRole.Administrator);
        var other = await world.Person("other", StaffRole.Administrator);
        var limit = OperationsPolicies.PayoutAloneMaxYuan;
        var number = (await world.Ask(one, limit, "1000000")).Approval;

        Assert.NotNull(number);
        Assert.Equal(0, await Value(world, one, limit));
        Assert.Equal(ApprovalsRefusals.OwnProposal, (await Refused(() => world.Approve(one, number))).Code);
        Assert.Equal(0, await Value(world, one, limit));
        await world.Approve(other, number);
        Assert.Equal(1_000_000, await Value(world, one, limit));

        // Back to stricter is done by one, at once.
        Assert.Null((await world.Ask(one, limit, "0")).Approval);
        Assert.Equal(0, await Value(world, one, limit));

        // What was agreed to once is not agreed to for ever, and can be agreed to again.
        var again = (await world.Ask(one, limit, "1000000")).Approval;
        Assert.Equal(0, await Value(world, one, limit));
        await world.Approve(other, again!);
        Assert.Equal(1_000_000, await Value(world, one, limit));
        await world.AssertProven();
    }

    [Theory, BothDatabases]
    public async Task A_policy_that_moved_meanwhile_is_not_what_was_agreed_to(Provider provider)
    {
        await using var world = await World.Create(provider);
        var one = await world.Person("one", StaffRole.Administrator);
        var other = await world.Person("other", StaffRole.Administrator);
        var number = (await world.Ask(one, OperationsPolicies.ApprovalHours, "100")).Approval;
        Assert.Null((await world.Ask(other, OperationsPolicies.ApprovalHours, "10")).Approval);

        Assert.Equal(ApprovalsRefusals.ContentChanged, (await Refused(() => world.Approve(other, number!))).Code);
        Assert.Equal(10, await Value(world, one, OperationsPolicies.ApprovalHours));
    }

    [Theory, BothDatabases]
    public async Task Every_policy_waits_exactly_where_it_loosens(Provider provider)
    {
        await using var world = await World.Create(provider);
        var one = await world.Person("one", StaffRole.Administrator);
        foreach (var policy in PolicyCatalogue.All)
        {
            var facts = policy.Facts;
            foreach (var wanted in new[] { facts.Min, facts.Max }.Where(value => value != facts.Standard))
            {
                var number = (await world.Ask(one, policy, Policy.Text(wanted))).Approval;
                var up = wanted > facts.Standard;
                var looser = facts.Loosens is Loosens.EitherWay || facts.Loosens == (up ? Loosens.Up : Loosens.Down);
                Assert.True(looser == (number is not null), $"{policy.Key} to {wanted}");
                Assert.Equal(looser ? facts.Standard : wanted, await Value(world, one, policy));
                if (!looser)
                {
                    await world.Set(one, policy, Policy.Text(facts.Standard));
                }
            }
        }
    }

    private static async Task<int> Value(World world, Actor by, Policy policy) =>
        (await world.Get<PolicyService>().History(by, policy.Key, default)).Line.Number;
}
