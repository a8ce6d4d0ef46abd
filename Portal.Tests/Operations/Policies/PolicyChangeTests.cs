using Microsoft.EntityFrameworkCore;
using Portal.Domain.Approvals;
using Portal.Domain.Operations;
using Portal.Tests.Approvals;
using Portal.Tests.Payments;
using static Portal.Tests.Approvals.ApprovalWorld;

namespace Portal.Tests.Operations.Policies;

/// <summary>From when a change holds, who may make it, and what two changes do to one another.</summary>
public sealed class PolicyChangeTests
{
    private static readonly DateTime NextNoon = new(2026, 11, 21, 12, 0, 0, DateTimeKind.Unspecified);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, BothDatabases]
    public async Task Values_outside_the_bounds_are_refused_beside_their_field(Provider provider)
    {
        await using var world = await World.Create(provider);
        var one = await world.Person("one", StaffRole.Administrator);
        foreach (var bad in new[] { "0", "32", "", " ", "-1", "1.5", "four", "99999999999", null })
        {
            var refusal = await Refused(() => Ask(world, one, MessagingPolicies.ServiceBroadcastsAMonth, bad));
            Assert.Equal(PolicyRefusals.OutOfRange, refusal.Code);
            Assert.Equal(nameof(PolicyForm.Value), refusal.Field);
            Assert.Equal([1, 31], refusal.Args);
        }

        Assert.True((await Refused(() => AskFor(world, one, "NoSuchPolicy", "1", null))).IsNotFound);
        Assert.True((await Refused(() => world.Get<PolicyService>().History(one, "NoSuchPolicy", Ct))).IsNotFound);
        Assert.Equal(4, await InForce(world, MessagingPolicies.ServiceBroadcastsAMonth));
        Assert.Equal(
            new PolicyOutcome(true, null, world.Clock.UtcNow()),
            await Ask(world, one, MessagingPolicies.ServiceBroadcastsAMonth, " 1 ")
        );
        Assert.Equal(1, await InForce(world, MessagingPolicies.ServiceBroadcastsAMonth));
    }

    [Theory, BothDatabases]
    public async Task A_change_holds_from_its_instant_on_and_never_before(Provider provider)
    {
        await using var world = await World.Create(provider);
        var one = await world.Person("one", StaffRole.Administrator);
        var outcome = await Ask(world, one, OperationsPolicies.DigestHour, "20", NextNoon);

        // Noon in Shanghai is four in the morning in UTC.
        var from = new DateTime(2026, 11, 21, 4, 0, 0, DateTimeKind.Utc);
        Assert.Equal(new PolicyOutcome(true, null, from), outcome);
        Assert.Equal(8, await InForce(world, OperationsPolicies.DigestHour));
        world.Clock.SetUtcNow(new DateTimeOffset(from.AddMicroseconds(-1)));
        Assert.Equal(8, await InForce(world, OperationsPolicies.DigestHour));
        world.Clock.SetUtcNow(new DateTimeOffset(from));
        Assert.Equal(20, await InForce(world, OperationsPolicies.DigestHour));

        var past = await Refused(() => Ask(world, one, OperationsPolicies.DigestHour, "9", NextNoon));
        Assert.Equal((PolicyRefusals.TimePast, nameof(PolicyForm.From)), (past.Code, past.Field));
        var far = await Refused(() =>
            Ask(world, one, OperationsPolicies.DigestHour, "9", NextNoon.AddDays(PolicyService.DaysAheadMax + 1))
        );
        Assert.Equal((PolicyRefusals.TimeTooFar, nameof(PolicyForm.From)), (far.Code, far.Field));
        Assert.False((await Ask(world, one, OperationsPolicies.DigestHour, "20")).Changed);
        await using var db = world.Db();
        Assert.Equal(1, await db.PolicyRows.CountAsync(Ct));
    }

    [Theory, BothDatabases]
    public async Task What_has_not_begun_is_withdrawn_and_what_holds_is_not(Provider provider)
    {
        await using var world = await World.Create(provider);
        var one = await world.Person("one", StaffRole.Administrator);
        var service = world.Get<PolicyService>();
        await Ask(world, one, OperationsPolicies.DigestHour, "20", NextNoon);
        var entry = Assert.Single((await Line(world, one, OperationsPolicies.DigestHour)).ToCome);
        await service.Withdraw(one, entry.Id, Ct);
        Assert.True((await Refused(() => service.Withdraw(one, entry.Id, Ct))).IsNotFound);
        world.Clock.Advance(TimeSpan.FromDays(3));
        Assert.Equal(8, await InForce(world, OperationsPolicies.DigestHour));

        await Ask(world, one, OperationsPolicies.DigestHour, "21");
        var held = (await Line(world, one, OperationsPolicies.DigestHour)).InForce!;
        Assert.Equal(PolicyRefusals.AlreadyInForce, (await Refused(() => service.Withdraw(one, held.Id, Ct))).Code);
        var history = await service.History(one, nameof(OperationsPolicies.DigestHour), Ct);
        Assert.Equal([(21, PolicyState.Agreed), (20, PolicyState.Withdrawn)], history.Entries.Select(row => (row.Number, row.State)));
        Assert.Equal("one", history.Entries[1].EndedBy);
        await using var db = world.Db();
        Assert.Equal(
            ["policy.changed", "policy.withdrawn", "policy.changed"],
            await db
                .AuditRecords.Where(row => row.ObjectKind == "policy")
                .OrderBy(row => row.Sequence)
                .Select(row => row.Action)
                .ToListAsync(Ct)
        );
        await world.AssertProven();
    }

    [Theory, BothDatabases]
    public async Task A_second_person_who_is_late_agrees_from_then_on(Provider provider)
    {
        await using var world = await World.Create(provider);
        var one = await world.Person("one", StaffRole.Administrator);
        var other = await world.Person("other", StaffRole.Administrator);
        var soon = await Ask(world, one, SignInPolicies.SessionHours, "20", NextNoon);
        var later = await Ask(world, one, SignInPolicies.ConfirmedMinutes, "30", NextNoon.AddDays(9));
        Assert.NotNull(soon.Approval);
        Assert.Equal(nameof(SignInPolicies.SessionHours), (await Line(world, one, SignInPolicies.SessionHours)).Policy.Key);
        Assert.Equal(20, (await Line(world, one, SignInPolicies.SessionHours)).Waiting?.Number);
        world.Clock.Advance(TimeSpan.FromDays(2));
        Assert.Equal(TimeSpan.FromHours(12), await InForce(world, SignInPolicies.SessionHours));

        await world.Approve(other, soon.Approval!);
        await world.Approve(other, later.Approval!);
        var line = await Line(world, one, SignInPolicies.SessionHours);
        Assert.Equal((20, world.Clock.UtcNow(), "other"), (line.Number, line.InForce?.FromUtc, line.InForce?.AgreedBy));
        Assert.Equal(TimeSpan.FromMinutes(10), await InForce(world, SignInPolicies.ConfirmedMinutes));
        world.Clock.Advance(TimeSpan.FromDays(8));
        Assert.Equal(TimeSpan.FromMinutes(30), await InForce(world, SignInPolicies.ConfirmedMinutes));
        await world.AssertProven();
    }

    [Theory, BothDatabases]
    public async Task What_was_not_agreed_to_never_holds(Provider provider)
    {
        await using var world = await World.Create(provider);
        var one = await world.Person("one", StaffRole.Administrator);
        var other = await world.Person("other", StaffRole.Administrator);
        foreach (var end in new Func<string, Task>[] { number => world.Reject(other, number), number => world.Withdraw(one, number) })
        {
            var asked = await Ask(world, one, SignInPolicies.SessionHours, "20");
            await end(asked.Approval!);
            var line = await Line(world, one, SignInPolicies.SessionHours);
            Assert.Equal((12, null, null), (line.Number, line.InForce, line.Waiting));
        }

        var history = await world.Get<PolicyService>().History(one, nameof(SignInPolicies.SessionHours), Ct);
        Assert.All(history.Entries, row => Assert.Equal(PolicyState.Dropped, row.State));
    }

    /// <summary>Two administrators change one policy at the same moment: both are written, one after the other, and the later one holds.</summary>
    [Theory, BothDatabases]
    public async Task Two_changes_at_once_are_one_after_the_other(Provider provider)
    {
        await using var world = await World.Create(provider);
        var one = await world.Person("one", StaffRole.Administrator);
        var other = await world.Person("other", StaffRole.Administrator);
        for (var round = 0; round < 5; round++)
        {
            // From 30, one tightens to 5 and the other asks for 20: which loosens when it comes second, and does not when it comes first.
            await world.Set(one, SignInPolicies.StaffIdleMinutes, "30");
            var asked = await Task.WhenAll(
                Task.Run(() => Ask(world, one, SignInPolicies.StaffIdleMinutes, "5"), Ct),
                Task.Run(() => Ask(world, other, SignInPolicies.StaffIdleMinutes, "20"), Ct)
            );
            // Whatever their order: nobody alone has left it looser than the strictest that was agreed.
            Assert.Equal(TimeSpan.FromMinutes(5), await InForce(world, SignInPolicies.StaffIdleMinutes));
            Assert.Null(asked[0].Approval);
            if (asked[1].Approval is { } waits)
            {
                await world.Reject(one, waits);
            }
        }

        await world.AssertProven();
    }

    [Theory, BothDatabases]
    public async Task Only_administrators_change_and_only_they_and_auditors_read(Provider provider)
    {
        await using var world = await World.Create(provider);
        var (merchant, owner) = await world.Organisation("qinghe");
        var auditor = await world.Person("auditor", StaffRole.Auditor);
        var finance = await world.Person("finance", StaffRole.FinanceApprover);
        foreach (var wrong in new[] { auditor, finance, owner, world.Stranger, Actor.Anonymous })
        {
            Assert.True((await Refused(() => Ask(world, wrong, OperationsPolicies.DigestHour, "9"))).IsDenied);
            Assert.True((await Refused(() => world.Get<PolicyService>().Load(wrong, "Year2013", null, "Why", Key, Ct))).IsDenied);
            Assert.True((await Refused(() => world.Get<PolicyService>().Withdraw(wrong, 1, Ct))).IsDenied);
        }

        Assert.NotEmpty(await world.Get<PolicyService>().List(auditor, Ct));
        Assert.True((await Refused(() => world.Get<PolicyService>().List(finance, Ct))).IsDenied);
        Assert.NotNull(merchant);
    }

    [Theory, BothDatabases]
    public async Task A_pack_is_shown_loaded_whole_and_undone_by_the_other(Provider provider)
    {
        await using var world = await World.Create(provider);
        var one = await world.Person("one", StaffRole.Administrator);
        var other = await world.Person("other", StaffRole.Administrator);
        var service = world.Get<PolicyService>();
        var preview = await service.Preview(one, "Year2013", Ct);
        Assert.Equal(
            [nameof(CertificationPolicies.RenewalDays), nameof(MessagingPolicies.ServiceBroadcastsAMonth)],
            preview.Lines.Where(line => line.Differs).Select(line => line.Value.Policy.Key).Order(StringComparer.Ordinal)
        );
        // Fewer broadcasts are stricter: one is enough.
        Assert.False(preview.TakesTwo);
        Assert.Null((await service.Load(one, "Year2013", null, null, Key, Ct)).Approval);
        Assert.Equal(1, await InForce(world, MessagingPolicies.ServiceBroadcastsAMonth));
        Assert.Equal(PolicyRefusals.PackChangesNothing, (await Refused(() => service.Load(one, "Year2013", null, null, Key, Ct))).Code);
        Assert.True((await Refused(() => service.Preview(one, "Year1999", Ct))).IsNotFound);

        // Back to four loosens: the second administrator agrees to the pack, and to all of it.
        Assert.True((await service.Preview(one, "Today", Ct)).TakesTwo);
        var asked = await service.Load(one, "Today", null, "The year is over.", Key, Ct);
        Assert.Equal(1, await InForce(world, MessagingPolicies.ServiceBroadcastsAMonth));
        Assert.Equal(ApprovalsRefusals.OwnProposal, (await Refused(() => world.Approve(one, asked.Approval!))).Code);
        await world.Approve(other, asked.Approval!);
        Assert.Equal(0, (await service.Preview(one, "Today", Ct)).Differences);
        Assert.Equal(4, await InForce(world, MessagingPolicies.ServiceBroadcastsAMonth));
        await world.AssertProven();
    }

    private static Task<PolicyOutcome> Ask(World world, Actor by, Policy policy, string? value, DateTime? from = null) =>
        AskFor(world, by, policy.Key, value, from);

    private static Task<PolicyOutcome> AskFor(World world, Actor by, string policy, string? value, DateTime? from) =>
        world.Get<PolicyService>().Change(by, new PolicyForm(policy, value, from, "For a test."), Key, Ct);

    private static async Task<T> InForce<T>(World world, Policy<T> policy)
    {
        await using var db = world.Db();
        var (one, all) = (await db.Policy(policy, Ct), (await db.Policies(Ct)).At(policy, world.Clock.UtcNow()));
        // Two ways of reading, one answer.
        Assert.Equal(one, all);
        return one;
    }

    private static async Task<PolicyLine> Line(World world, Actor by, Policy policy) =>
        (await world.Get<PolicyService>().List(by, Ct)).Single(line => line.Policy.Key == policy.Key);
}
