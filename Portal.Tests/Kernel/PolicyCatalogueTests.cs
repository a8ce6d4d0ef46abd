using System.Globalization;
using System.Reflection;
using Portal.Components.Admin.Policies;

namespace Portal.Tests.Kernel;

/// <summary>What the catalogue promises to everybody who reads it.</summary>
public sealed class PolicyCatalogueTests
{
    [Fact]
    public void Every_policy_is_in_the_catalogue_once_under_the_name_of_its_property()
    {
        var held = typeof(Policy)
            .Assembly.GetTypes()
            .SelectMany(type => type.GetProperties(BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Static))
            .Where(property => property.PropertyType.IsAssignableTo(typeof(Policy)))
            .ToList();
        Assert.True(held.Count > 60);
        Assert.Equal(
            held.Select(property => property.Name).Order(StringComparer.Ordinal),
            PolicyCatalogue.All.Select(policy => policy.Key).Order(StringComparer.Ordinal)
        );
        foreach (var property in held)
        {
            Assert.Equal(property.Name, ((Policy)property.GetValue(null)!).Key);
        }

        Assert.All(PolicyCatalogue.All, policy => Assert.InRange(policy.Key.Length, 3, PolicyRow.KeyMax));
        Assert.Null(PolicyCatalogue.Find("NoSuchPolicy"));
        Assert.Null(PolicyCatalogue.Find(null));
    }

    [Fact]
    public void Every_standard_lies_within_its_bounds_and_cites_a_source_of_the_list()
    {
        foreach (var policy in PolicyCatalogue.All)
        {
            Assert.InRange(policy.Facts.Standard, policy.Facts.Min, policy.Facts.Max);
            Assert.Contains(policy.Facts.Source, PolicySources.All);
        }

        Assert.All(PolicySources.All, source => Assert.True(source.Url is null || Uri.IsWellFormedUriString(source.Url, UriKind.Absolute)));
        Assert.Equal(PolicySources.All.Count, PolicySources.All.Select(source => source.Name).Distinct().Count());
    }

    [Fact]
    public void A_policy_says_its_part_its_unit_and_which_way_loosens()
    {
        Assert.Equal(
            (PolicyGroup.Accounts, PolicyUnit.Count, Loosens.Up),
            (
                AccountPolicies.AccountsPerOrganisation.Facts.Group,
                AccountPolicies.AccountsPerOrganisation.Facts.Unit,
                AccountPolicies.AccountsPerOrganisation.Facts.Loosens
            )
        );
        Assert.True(AccountPolicies.AccountsPerOrganisation.Loosened(50, 51));
        Assert.False(AccountPolicies.AccountsPerOrganisation.Loosened(50, 49));
        var notices = RetentionPolicies.KeepNoticesDays;
        Assert.Equal((PolicyGroup.Retention, PolicyUnit.Days), (notices.Facts.Group, notices.Facts.Unit));
        Assert.Equal(TimeSpan.FromDays(notices.Facts.Standard), notices.Read(notices.Facts.Standard));
    }

    /// <summary>What the comments of the catalogue say of bounds: no pair of values that may be set is out of order.</summary>
    [Fact]
    public void Bounds_keep_the_order_of_days_that_belong_together()
    {
        AssertOrder(CertificationPolicies.RenewalLastRemindDays, CertificationPolicies.RenewalRemindDays);
        AssertOrder(CertificationPolicies.RenewalRemindDays, CertificationPolicies.RenewalDays);
        AssertOrder(CertificationPolicies.CertificationReplyWorkingDays, CertificationPolicies.CertificationReplyDays);
        Assert.True(
            SignInPolicies.StaffIdleMinutes.Read(SignInPolicies.StaffIdleMinutes.Facts.Max)
                <= SignInPolicies.StaffSessionHours.Read(SignInPolicies.StaffSessionHours.Facts.Min)
        );
        Assert.True(
            SignInPolicies.SessionHours.Read(SignInPolicies.SessionHours.Facts.Max)
                <= SignInPolicies.RememberedSessionDays.Read(SignInPolicies.RememberedSessionDays.Facts.Min)
        );

        static void AssertOrder(Policy less, Policy more) => Assert.True(less.Facts.Max <= more.Facts.Min, $"{less.Key} < {more.Key}");
    }

    [Theory]
    [InlineData("en")]
    [InlineData("zh-CN")]
    public void Everything_has_words(string language)
    {
        CultureInfo.CurrentUICulture = new CultureInfo(language);
        foreach (var policy in PolicyCatalogue.All)
        {
            var words = new[]
            {
                PolicyLabels.Of(policy),
                PolicyLabels.Text(policy),
                PolicyLabels.Bounds(policy),
                PolicyLabels.Of(policy.Facts.Group),
            };
            Assert.DoesNotContain(words, word => word.Contains('_', StringComparison.Ordinal) || word.Length == 0);
            Assert.DoesNotContain("TakesTwo_", PolicyLabels.Takes(policy.Facts.Loosens), StringComparison.Ordinal);
        }

        Assert.DoesNotContain(PolicySources.All, source => PolicyLabels.Of(source).StartsWith("Source_", StringComparison.Ordinal));
        foreach (var pack in PolicyPacks.All)
        {
            Assert.DoesNotContain("Pack_", PolicyLabels.Pack(pack.Name) + PolicyLabels.PackText(pack.Name), StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Packs_hold_the_same_policies_within_their_bounds_each_with_a_source_outside()
    {
        Assert.Equal(2, PolicyPacks.All.Count);
        Assert.Equal(
            PolicyPacks.Today.Values.Select(value => value.Policy.Key),
            PolicyPacks.Year2013.Values.Select(value => value.Policy.Key)
        );
        foreach (var value in PolicyPacks.All.SelectMany(pack => pack.Values))
        {
            Assert.InRange(value.Number, value.Policy.Facts.Min, value.Policy.Facts.Max);
            Assert.Contains(value.Source, PolicySources.All);
            Assert.NotEqual(PolicySources.Portal, value.Source);
        }

        // What the two years are known to differ in.
        var differing = PolicyPacks.Today.Values.Zip(PolicyPacks.Year2013.Values).Where(pair => pair.First.Number != pair.Second.Number);
        var (today, then) = Assert.Single(differing);
        Assert.Equal((nameof(MessagingPolicies.ServiceBroadcastsAMonth), 4, 1), (today.Policy.Key, today.Number, then.Number));
    }

    [Theory]
    [InlineData(Loosens.Never, false, false)]
    [InlineData(Loosens.Up, true, false)]
    [InlineData(Loosens.Down, false, true)]
    [InlineData(Loosens.EitherWay, true, true)]
    public void Which_way_a_change_loosens(Loosens loosens, bool up, bool down)
    {
        var policy = Policy.Of(new PolicyFacts(PolicyGroup.Operations, PolicyUnit.Count, 5, 1, 9, loosens));
        Assert.Equal((up, down, false), (policy.Loosened(5, 6), policy.Loosened(5, 4), policy.Loosened(5, 5)));
    }

    [Fact]
    public void Values_are_read_in_their_unit()
    {
        Assert.Equal(TimeSpan.FromHours(72), OperationsPolicies.ApprovalHours.Standard);
        Assert.Equal(Money.Cny(1_000_00), OperationsPolicies.ActAloneMaxYuan.Standard);
        Assert.Equal(TimeSpan.FromSeconds(6), CertificationPolicies.CertificationUndoSeconds.Standard);
        var odd = Policy.Time(new PolicyFacts(PolicyGroup.Operations, PolicyUnit.Months, 1, 1, 1, Loosens.Never));
        Assert.Throws<InvalidOperationException>(() => odd.Standard);
    }

    [Fact]
    public void Of_several_values_the_last_one_to_begin_holds_and_of_one_instant_the_last_agreed_to()
    {
        var (policy, day) = (MessagingPolicies.ServiceBroadcastsAMonth, new DateTime(2026, 12, 1, 0, 0, 0, DateTimeKind.Utc));
        var set = new PolicySet([
            (policy.Key, new DatedNumber(day.AddDays(9), 9)),
            (policy.Key, new DatedNumber(day, 2)),
            (policy.Key, new DatedNumber(day, 3)),
            ("Other", new DatedNumber(day, 8)),
        ]);
        Assert.Equal(4, set.At(policy, day.AddTicks(-10)));
        Assert.Equal(3, set.At(policy, day));
        Assert.Equal(3, set.At(policy, day.AddDays(9).AddTicks(-10)));
        Assert.Equal(9, set.At(policy, day.AddDays(9)));
        Assert.Equal((9, 4), (set.MostEver(policy), PolicySet.Standard.MostEver(policy)));
        Assert.Equal(4, PolicySet.Standard.At(policy, day));
    }
}
