using Portal.Domain.Approvals;
using Portal.Domain.Operations;
using Portal.Tests.Approvals;
using Portal.Tests.Payments;
using static Portal.Tests.Approvals.ApprovalWorld;

namespace Portal.Tests.Operations;

/// <summary>No administrator loosens a control alone; each attempt beside a control that goes through.</summary>
public sealed class SettingFourEyesTests
{
    [Theory, BothDatabases]
    public async Task One_administrator_cannot_switch_four_eyes_off(Provider provider)
    {
        await using var world = await World.Create(provider);
        var one = await world.Person("one", StaffRole.Administrator);
        var other = await world.Person("other", StaffRole.Administrator);
        var number = await Ask(world, one, SettingName.PayoutAloneMaxYuan, "1000000");

        Assert.NotNull(number);
        Assert.Equal(0, await Value(world, one, SettingName.PayoutAloneMaxYuan));
        Assert.Equal(ApprovalsRefusals.OwnProposal, (await Refused(() => world.Approve(one, number))).Code);
        Assert.Equal(0, await Value(world, one, SettingName.PayoutAloneMaxYuan));
        await world.Approve(other, number);
        Assert.Equal(1_000_000, await Value(world, one, SettingName.PayoutAloneMaxYuan));

        // Back to stricter is done by one, at once.
        Assert.Null(await Ask(world, one, SettingName.PayoutAloneMaxYuan, "0"));
        Assert.Equal(0, await Value(world, one, SettingName.PayoutAloneMaxYuan));

        // What was agreed to once is not agreed to for ever, and can be agreed to again.
        var again = await Ask(world, one, SettingName.PayoutAloneMaxYuan, "1000000");
        Assert.Equal(0, await Value(world, one, SettingName.PayoutAloneMaxYuan));
        await world.Approve(other, again!);
        Assert.Equal(1_000_000, await Value(world, one, SettingName.PayoutAloneMaxYuan));
        await world.AssertProven();
    }

    [Theory, BothDatabases]
    public async Task A_setting_that_moved_meanwhile_is_not_what_was_agreed_to(Provider provider)
    {
        await using var world = await World.Create(provider);
        var one = await world.Person("one", StaffRole.Administrator);
        var other = await world.Person("other", StaffRole.Administrator);
        var number = await Ask(world, one, SettingName.ApprovalHours, "100");
        Assert.Null(await Ask(world, other, SettingName.ApprovalHours, "10"));

        Assert.Equal(ApprovalsRefusals.ContentChanged, (await Refused(() => world.Approve(other, number!))).Code);
        Assert.Equal(10, await Value(world, one, SettingName.ApprovalHours));
    }

    [Theory, BothDatabases]
    public async Task Every_setting_waits_exactly_where_it_loosens(Provider provider)
    {
        await using var world = await World.Create(provider);
        var one = await world.Person("one", StaffRole.Administrator);
        foreach (var rule in SettingRules.All)
        {
            foreach (var wanted in new[] { rule.Min, rule.Max }.Where(value => value != rule.Standard))
            {
                var number = await Ask(world, one, rule.Name, SettingText(wanted));
                var up = wanted > rule.Standard;
                var looser = rule.Loosens is Loosens.EitherWay || rule.Loosens == (up ? Loosens.Up : Loosens.Down);
                Assert.True(looser == (number is not null), $"{rule.Name} to {wanted}");
                Assert.Equal(looser ? rule.Standard : wanted, await Value(world, one, rule.Name));
                if (!looser)
                {
                    await world.Set(one, rule.Name, SettingText(rule.Standard));
                }
            }
        }
    }

    [Fact]
    public void Every_value_fits_into_the_number_a_change_is_known_by()
    {
        foreach (var rule in SettingRules.All)
        {
            Assert.True(rule.Max < 1 << 24);
        }
    }

    private static string SettingText(int value) => value.ToString(System.Globalization.CultureInfo.InvariantCulture);

    private static Task<string?> Ask(World world, Actor by, SettingName name, string value) =>
        world.Get<SettingsService>().Change(by, name, value, "For a test.", Key, default);

    private static async Task<int> Value(World world, Actor by, SettingName name) =>
        (await world.Get<SettingsService>().List(by, default)).Single(row => row.Rule.Name == name).Value;
}
