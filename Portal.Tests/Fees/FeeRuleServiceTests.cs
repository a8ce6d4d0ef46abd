using Microsoft.EntityFrameworkCore;
using Portal.Components.Fees;
using Portal.Domain.Approvals;
using Portal.Domain.Fees;
using Portal.Domain.Identity;
using Portal.Domain.Kernel;
using Portal.Tests.Payments;

namespace Portal.Tests.Fees;

public sealed class FeeRuleServiceTests
{
    private static readonly DateTime Tomorrow = new(2026, 11, 20, 16, 0, 0, DateTimeKind.Utc);

    [Theory, BothDatabases]
    public async Task A_rule_that_overlaps_another_of_the_same_target_is_refused_and_both_are_named(Provider provider)
    {
        await using var world = await World.Create(provider);
        var officer = await world.Person("officer", StaffRole.FinanceOfficer);

        var refused = await Assert.ThrowsAsync<Refusal>(() => world.Save(Actor.Operator, Draft("Winter")));

        Assert.Equal((FeesRefusals.Overlap, nameof(FeeRule.FromUtc)), (refused.Code, refused.Field));
        Assert.Equal(["Winter", "Standard"], refused.Args);
        Assert.Equal(["Standard"], (await world.Rules(officer)).Select(rule => rule.Name));
        await world.Save(Actor.Operator, Draft("Winter in the app") with { Channel = Channel.MobileApp });
        Assert.Equal(2, (await world.Rules(officer)).Count);
    }

    [Theory, BothDatabases]
    public async Task A_new_version_ends_the_old_one_at_the_instant_it_begins(Provider provider)
    {
        await using var world = await World.Create(provider);
        var officer = await world.Person("officer", StaffRole.FinanceOfficer);
        var standard = Assert.Single(await world.Rules(officer));

        var next = await world.Save(Actor.Operator, Draft("Standard") with { ReplacesId = standard.Id });

        var rules = await world.Rules(officer);
        var (old, coming) = (rules.Single(rule => rule.Id == standard.Id), rules.Single(rule => rule.Id == next));
        Assert.Equal((FeeRuleState.InForce, (DateTime?)Tomorrow), (old.State, old.ToUtc));
        Assert.Equal((FeeRuleState.Coming, 2, Tomorrow), (coming.State, coming.Edition, coming.FromUtc));

        world.Clock.Advance(TimeSpan.FromDays(1));
        Assert.Equal(
            [(next, FeeRuleState.InForce), (standard.Id, FeeRuleState.Ended)],
            (await world.Rules(officer)).Select(rule => (rule.Id, rule.State))
        );
        var twice = await Assert.ThrowsAsync<Refusal>(() =>
            world.Save(Actor.Operator, Draft("Standard") with { ReplacesId = standard.Id, FromUtc = Tomorrow.AddDays(9) })
        );
        Assert.Equal(FeesRefusals.AlreadyReplaced, twice.Code);
    }

    [Theory, BothDatabases]
    public async Task A_rule_cannot_begin_before_a_fee_that_is_decided(Provider provider)
    {
        await using var world = await World.Create(provider);
        var officer = await world.Person("officer", StaffRole.FinanceOfficer);
        var (merchant, _) = await world.Organisation("qinghe");
        await world.Organisation("baiyun");
        await world.Claim(merchant);
        await world.ImportAndPost(SampleRows.Bill(SampleRows.Payment(1, 10_000)));
        await world.Settle();
        await using (var db = world.Db())
        {
            Assert.Equal(1, await db.Fees.CountAsync());
        }

        var early = Draft("Tea") with { Merchant = "qinghe", FromUtc = new DateTime(2026, 11, 18, 16, 0, 0, DateTimeKind.Utc) };
        var refused = await Assert.ThrowsAsync<Refusal>(() => world.Save(Actor.Operator, early));

        Assert.Equal((FeesRefusals.StartsInThePast, nameof(FeeRule.FromUtc)), (refused.Code, refused.Field));
        await world.Save(Actor.Operator, early with { Merchant = "baiyun" });
        await world.Save(Actor.Operator, early with { FromUtc = new DateTime(2026, 11, 19, 16, 0, 0, DateTimeKind.Utc) });
    }

    [Theory, BothDatabases]
    public async Task A_merchants_own_rule_goes_before_the_general_one(Provider provider)
    {
        await using var world = await World.Create(provider);
        var officer = await world.Person("officer", StaffRole.FinanceOfficer);
        var (merchant, _) = await world.Organisation("qinghe");
        var own = await world.Save(
            Actor.Operator,
            Draft("Tea") with
            {
                Merchant = "qinghe",
                FromUtc = new DateTime(2026, 11, 1, 0, 0, 0, DateTimeKind.Utc),
                Terms = FeeTerms.Rate(3_800),
            }
        );
        await world.Claim(merchant);
        await world.ImportAndPost(SampleRows.Bill(SampleRows.Payment(1, 7_500)));
        await world.Settle();

        await using var db = world.Db();
        var fee = await db.Fees.SingleAsync();
        Assert.Equal((own, 29L), (fee.RuleId!.Value, fee.AmountMinor));
    }

    [Theory, BothDatabases]
    public async Task Terms_out_of_range_are_refused_beside_their_field_and_an_auditor_may_try_but_not_save(Provider provider)
    {
        await using var world = await World.Create(provider);
        var auditor = await world.Person("auditor", StaffRole.Auditor);
        var service = world.Get<FeeRuleService>();

        var rows = await service.Preview(auditor, FeeTerms.Rate(6_000) with { CapMinor = 2_000 }, default);
        Assert.Equal((50_000_000L, 2_000L), (rows[^1].GrossMinor, rows[^1].FeeMinor));
        var cap = await Assert.ThrowsAsync<Refusal>(() =>
            service.Preview(auditor, FeeTerms.Rate(6_000) with { MinimumMinor = 10, CapMinor = 9 }, default)
        );
        Assert.Equal((FeesRefusals.CapBelowMinimum, nameof(FeeTerms.CapMinor)), (cap.Code, cap.Field));
        var rate = await Assert.ThrowsAsync<Refusal>(() => service.Preview(auditor, FeeTerms.Rate(1_000_001), default));
        Assert.Equal((FeesRefusals.RateRange, nameof(FeeTerms.PartsPerMillion)), (rate.Code, rate.Field));
        Assert.True((await Assert.ThrowsAsync<Refusal>(() => service.Propose(auditor, Draft("Mine"), "Because.", "k", default))).IsDenied);
    }

    [Theory, BothDatabases]
    public async Task What_was_withdrawn_can_be_copied_into_a_new_proposal(Provider provider)
    {
        await using var world = await World.Create(provider);
        var officer = await world.Person("officer", StaffRole.FinanceOfficer);
        await world.Organisation("qinghe");
        var service = world.Get<FeeRuleService>();
        var tiers = new FeeTiers([new FeeTier(1_000_000, 4_000), new FeeTier(5_000_000, 3_000)]);
        var draft = Draft("Tea") with
        {
            Merchant = "qinghe",
            Channel = Channel.PcWeb,
            Terms = new FeeTerms(5_000, 10, 20, 9_900, RefundPolicy.Proportional, tiers),
            Nature = FeeNature.Promotion,
            Owner = "Lin Yue",
            Why = "Winter",
            FromUtc = Tomorrow.AddHours(30),
            ToUtc = Tomorrow.AddDays(30),
        };
        var number = await service.Propose(officer, draft, "Winter", "one", default);
        await world.Get<ApprovalService>().Withdraw(officer, number, default);

        var row = await service.Proposed(officer, number, default);
        var sheet = FeeFormView.CopyOf(row, null, new DateOnly(2026, 11, 21), SettlementZone.Default);
        Assert.Equal(draft, sheet.Draft(SettlementZone.Default));
        Assert.NotEqual(number, await service.Propose(officer, sheet.Draft(SettlementZone.Default)!, "Winter", sheet.Key, default));
        Assert.Equal(
            "Kernel_NotFound",
            (await Assert.ThrowsAsync<Refusal>(() => service.Proposed(officer, "AP-2026-999999", default))).Code
        );

        // Dates that have passed are not copied.
        var over = FeeFormView.CopyOf(row, null, new DateOnly(2027, 3, 1), SettlementZone.Default);
        Assert.Equal((new DateOnly(2027, 3, 1), (DateOnly?)null), (over.FromDay, over.ToDay));
    }

    private static FeeRuleDraft Draft(string name) =>
        new(name, FeeKind.Payment, null, null, Currency.Cny.Code, FeeTerms.Rate(5_000), Tomorrow, null);
}

file static class FeeWorld
{
    public static Task<long> Save(this World world, Actor actor, FeeRuleDraft draft) =>
        world.Get<FeeRuleService>().Publish(actor, draft, default);

    public static Task<IReadOnlyList<FeeRuleRow>> Rules(this World world, Actor actor) => world.Get<FeeRuleService>().List(actor, default);
}
