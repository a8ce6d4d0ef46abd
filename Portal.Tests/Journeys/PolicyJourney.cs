using System.Globalization;
using Microsoft.Playwright;
using Portal.Components;
using Portal.Components.Admin.Policies;
using Portal.Resources;
using Portal.Routes;

namespace Portal.Tests.Journeys;

/// <summary>An administrator finds a number, is told what is wrong with a new one, changes it, plans another and takes that back.</summary>
[Collection(Site.ReviewDesk)]
public sealed class PolicyJourney(Site site)
{
    [Theory]
    [InlineData("en", 1440, "light", 20)]
    [InlineData("zh-CN", 390, "dark", 21)]
    public async Task A_policy_is_found_changed_planned_and_taken_back(string lang, int width, string theme, int value)
    {
        CultureInfo.CurrentUICulture = CultureInfo.CurrentCulture = new CultureInfo(lang);
        var name = PolicyLabels.Of(OperationsPolicies.DigestHour);
        var screen = new Screen(await site.SignInAs(DemoRole.Administrator, width, theme, lang));
        await screen.Visit(Urls.AdminPolicies);
        await screen.Page.FillAsync("#policy-find", "no such words");
        await screen.Sees(PoliciesTexts.NothingFound);
        await screen.Page.FillAsync("#policy-find", name);
        await Assertions.Expect(screen.Page.Locator("main tbody tr")).ToHaveCountAsync(1);

        await screen.Press(Fmt.Text(PoliciesTexts.ChangeTitle, name));
        await screen.Page.FillAsync("#policy-value", "24");
        await screen.Answer(PoliciesTexts.Save);
        await screen.Page.GetByText(Fmt.Text(PoliciesTexts.Policies_OutOfRange, 0, 23)).First.WaitForAsync();
        await Assertions.Expect(screen.Page.Locator("#policy-value")).ToHaveValueAsync("24");
        await Site.AxeClean(screen.Page);
        await screen.Page.FillAsync("#policy-value", value.ToString(CultureInfo.InvariantCulture));
        await screen.Page.FillAsync("#policy-from", "2020-01-01T09:00");
        await screen.Answer(PoliciesTexts.Save);
        await screen.Page.GetByText(PoliciesTexts.Policies_TimePast).First.WaitForAsync();
        await screen.Page.FillAsync("#policy-from", "");
        await screen.Page.FillAsync("#policy-why", "The night shift asked");
        await screen.Answer(PoliciesTexts.Save);
        await screen.Sees(Fmt.Text(PoliciesTexts.Saved, name));
        await screen.Page.GetByText(PolicyLabels.Value(OperationsPolicies.DigestHour, value)).First.WaitForAsync();

        // Its own page: planned for a time to come, and taken back.
        await screen.Visit(Urls.AdminPolicy(nameof(OperationsPolicies.DigestHour)));
        await screen.Sees("The night shift asked");
        await screen.Press(PoliciesTexts.Change);
        await screen.Page.FillAsync("#policy-value", "6");
        var day = TimeProvider.System.GetUtcNow().AddDays(3).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        await screen.Page.FillAsync("#policy-from", $"{day}T09:00");
        await screen.Answer(PoliciesTexts.Save);
        await screen.Sees(PoliciesTexts.State_ToCome);
        await Site.AxeClean(screen.Page);
        await screen.Press(PoliciesTexts.Withdraw);
        await screen.Answer(PoliciesTexts.Withdraw);
        await screen.Sees(PoliciesTexts.State_Withdrawn);
        await screen.Look();
        screen.HasNoErrors();
    }

    [Fact]
    public async Task A_pack_is_seen_before_it_is_loaded()
    {
        CultureInfo.CurrentUICulture = CultureInfo.CurrentCulture = new CultureInfo("en");
        var screen = new Screen(await site.SignInAs(DemoRole.Administrator));
        await screen.Visit(Urls.AdminPolicies);
        await screen.Page.Locator($"a[href='{Urls.AdminPolicyPack("Year2013")}']").ClickAsync();
        await screen.Arrive(Urls.AdminPolicyPack("Year2013"));
        await screen.Sees(PolicyLabels.Of(MessagingPolicies.ServiceBroadcastsAMonth));
        // For a day to come, so that everybody else on this site goes by what holds; and all of it is taken back as one.
        var day = TimeProvider.System.GetUtcNow().AddDays(300).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        await screen.Page.FillAsync("#policy-from", $"{day}T09:00");
        await screen.Page.FillAsync("#policy-why", "A year to look back on");
        await screen.Press(PoliciesTexts.PackLoad);
        await screen.Page.GetByText(Fmt.Text(PoliciesTexts.Saved, PolicyLabels.Pack("Year2013"))).First.WaitForAsync();
        await screen.Visit(Urls.AdminPolicy(nameof(MessagingPolicies.ServiceBroadcastsAMonth)));
        await screen.Sees("A year to look back on");
        await screen.Press(PoliciesTexts.Withdraw);
        await screen.Answer(PoliciesTexts.Withdraw);
        await screen.Sees(PoliciesTexts.State_Withdrawn);
        await screen.Visit(Urls.AdminPolicy(nameof(CertificationPolicies.RenewalDays)));
        await screen.Sees(PoliciesTexts.State_Withdrawn);
        screen.HasNoErrors();
    }
}
