using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Portal.Resources;
using Portal.Routes;

namespace Portal.Tests.Journeys;

/// <summary>What people pay is proposed before the browser: a fee rule, taken back and taken up again, and a rate of VAT.</summary>
public sealed class RatesJourney(Site site)
{
    [Fact]
    public async Task A_rule_taken_back_is_copied_into_a_new_proposal_with_all_that_was_written()
    {
        var finance = new Screen(await site.SignInAs(DemoRole.Finance));
        await finance.Visit(Urls.FinanceNewFeeRule);
        await finance.Fill(FeesTexts.Name, "Tea at night");
        await finance.Field(FeesTexts.AppliesTo).SelectOptionAsync("Merchant");
        // Typed as a person does: the name's beginning offers the short name.
        await finance.Field(FeesTexts.MerchantSlug).PressSequentiallyAsync("Qinghe");
        await finance.Page.Locator("datalist option[value=qinghe]").WaitForAsync(new() { State = WaitForSelectorState.Attached });
        await finance.Fill(FeesTexts.MerchantSlug, "qinghe");
        await finance.Fill(FeesTexts.RatePercent, "0.47");
        await finance.Press(FeesTexts.Save);
        await finance.Page.Locator("#reason[aria-invalid=true]").WaitForAsync();
        await finance.Fill(FeesTexts.Reason, "They asked for it.");
        var first = await Proposed(finance, FeesTexts.Save);

        await TakeBack(finance, first);
        await finance.Visit(Urls.FinanceFees);
        var copy = finance.Page.Locator($"a[href='{Urls.FinanceFeeCopy(first)}']");
        await copy.ClickAsync();
        await finance.Look();
        await Assertions.Expect(finance.Field(FeesTexts.Name)).ToHaveValueAsync("Tea at night");
        await Assertions.Expect(finance.Field(FeesTexts.MerchantSlug)).ToHaveValueAsync("qinghe");
        await Assertions.Expect(finance.Field(FeesTexts.RatePercent)).ToHaveValueAsync("0.47");
        await Assertions.Expect(finance.Field(FeesTexts.Reason)).ToHaveValueAsync("They asked for it.");
        var second = await Proposed(finance, FeesTexts.Save);
        Assert.NotEqual(first, second);

        // What waits is not proposed twice, and is left as the next test would have it.
        Assert.Equal(0, await finance.Page.Locator($"a[href='{Urls.FinanceFeeCopy(second)}']").CountAsync());
        await TakeBack(finance, second);
        finance.HasNoErrors();
    }

    [Theory]
    [InlineData("en")]
    [InlineData("zh-CN")]
    public async Task A_rate_of_VAT_is_proposed_once_it_can_be_read(string lang)
    {
        CultureInfo.CurrentUICulture = CultureInfo.CurrentCulture = new CultureInfo(lang);
        var finance = new Screen(await site.SignInAs(DemoRole.Finance, 390, "dark", lang));
        await finance.Visit(Urls.FinanceNewVatRate);
        await finance.Fill(VatTexts.RateLabel, "1O3");
        await finance.Press(VatTexts.Propose);
        await finance.Page.Locator("#rate[aria-invalid=true]").WaitForAsync();
        await finance.Page.Locator("#reason[aria-invalid=true]").WaitForAsync();
        await finance.Fill(VatTexts.RateLabel, lang == "en" ? "9" : "13");
        await finance.Fill(FeesTexts.Reason, "A notice of the tax office.");
        var number = await Proposed(finance, VatTexts.Propose);
        await finance.Page.Locator($"main a[href='{Urls.Approval(number)}']").First.WaitForAsync();
        await TakeBack(finance, number);
        finance.HasNoErrors();
    }

    /// <summary>Presses the button and reads the number of the approval out of what the page says then.</summary>
    private static async Task<string> Proposed(Screen screen, string button)
    {
        await screen.Press(button);
        var said = screen.Page.Locator(".p-alert").Filter(new() { HasTextRegex = new Regex(@"AP-\d{4}-\d+") });
        var number = Regex.Match(await said.InnerTextAsync(), @"AP-\d{4}-\d+").Value;
        await screen.Look();
        return number;
    }

    private static async Task TakeBack(Screen screen, string number)
    {
        await screen.Visit(Urls.Approval(number));
        await screen.Press(ApprovalsTexts.Withdraw);
        await screen.Answer(ApprovalsTexts.Withdraw);
        await screen.Sees(ApprovalsTexts.DoneWithdrawn);
    }
}
