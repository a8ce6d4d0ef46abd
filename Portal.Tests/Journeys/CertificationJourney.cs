using Microsoft.Playwright;
using Portal.Tests.Accounts;

namespace Portal.Tests.Journeys;

/// <summary>From registering an account to its badge, in a browser, as merchant and reviewer.</summary>
[Collection(Site.ReviewDesk)]
public sealed class CertificationJourney(Site site)
{
    [Fact]
    public async Task A_merchant_registers_an_account_and_comes_back_to_their_draft()
    {
        var page = await site.SignInAs(DemoRole.Merchant);
        await page.GotoAsync("/m/qinghe/accounts");
        await Site.Settled(page);
        await Site.AxeClean(page);
        await page.GotoAsync("/m/qinghe/accounts/new?step=2");
        await page.GetByLabel("Handle", new PageGetByLabelOptions { Exact = true }).FillAsync("qlnghe_tea");
        await page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Continue" }).ClickAsync();
        await page.GetByText("reads like @qinghe_tea").WaitForAsync();
        await page.GetByText("Draft saved").WaitForAsync();
        // What is typed takes the note away until it is saved too.
        var unsaved = page.WaitForFunctionAsync("() => !document.body.innerText.includes('Draft saved')");
        await page.GetByLabel("Handle", new PageGetByLabelOptions { Exact = true }).FillAsync("qinghe_garden");
        await unsaved;
        await page.GetByText("Draft saved").WaitForAsync();
        await Site.AxeClean(page);

        await page.ReloadAsync();
        await Assertions.Expect(page.GetByLabel("Handle", new PageGetByLabelOptions { Exact = true })).ToHaveValueAsync("qinghe_garden");
        await page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Continue" }).ClickAsync();
        await page.Locator("#account-name").FillAsync("Qinghe Garden");
        await page.Locator("#account-introduction").FillAsync("Tea plants for balconies.");
        await Site.AxeClean(page);
        await page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Continue" }).ClickAsync();
        await page.GetByText("The account is live at once").WaitForAsync();
        await page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Register account" }).ClickAsync();
        await Site.At(page, "/accounts/qinghe_garden/certification");
        await Site.Settled(page);
        await Site.AxeClean(page);
    }

    [Fact]
    public async Task A_session_that_ends_in_mid_form_costs_nothing_that_was_typed()
    {
        var page = await site.SignInAs(DemoRole.Merchant);
        const string form = "/m/qinghe/accounts/new?step=3";
        await page.GotoAsync(form);
        await page.Locator("#account-introduction").FillAsync("Half a sentence about");
        await page.GetByText("Draft saved").WaitForAsync();

        await page.Context.ClearCookiesAsync();
        await page.GotoAsync(form);
        await Site.At(page, url => url.Contains("/sign-in?to=", StringComparison.Ordinal));
        await page.Locator($"button[name=role][value={DemoRole.Merchant}]").First.ClickAsync();
        await Site.At(page, url => !url.Contains("/sign-in", StringComparison.Ordinal));
        await page.GotoAsync(form);
        await Assertions.Expect(page.Locator("#account-introduction")).ToHaveValueAsync("Half a sentence about");
        await page.Locator("#account-introduction").FillAsync("");
        await page.GetByText("Draft saved").WaitForAsync();
    }

    [Fact]
    public async Task A_refused_letter_is_replaced_and_the_reviewer_decides_by_keys()
    {
        var merchant = await site.SignInAs(DemoRole.Merchant);
        await merchant.GotoAsync("/m/qinghe/accounts/qinghe_select/certification");
        await Site.Settled(merchant);
        await Site.AxeClean(merchant);
        foreach (
            var (width, theme, lang) in new[]
            {
                (1440, "light", "en"),
                (1440, "dark", "zh-CN"),
                (390, "light", "zh-CN"),
                (390, "dark", "en"),
            }
        )
        {
            await Site.Shot(merchant, "certification", width, theme, lang);
            await Site.AxeClean(merchant);
        }

        await Site.Shot(merchant, "certification");
        var letter = new FilePayload
        {
            Name = "letter-2026.pdf",
            MimeType = "application/pdf",
            Buffer = Files.Pdf(""),
        };
        await merchant.Locator("#upload-letter").SetInputFilesAsync(letter);
        await merchant.GetByText("letter-2026.pdf").WaitForAsync();
        await merchant.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Resubmit" }).ClickAsync();
        await merchant.GetByText("is with the reviewers").WaitForAsync();

        var reviewer = await site.SignInAs(DemoRole.Reviewer);
        await reviewer.GotoAsync("/review");
        await Site.Settled(reviewer);
        await Site.AxeClean(reviewer);
        await Site.Shot(reviewer, "review-queue");
        await Site.Shot(reviewer, "review-queue", 390, "dark", "zh-CN");
        await Site.Shot(reviewer, "review-queue");
        await reviewer.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Start next" }).ClickAsync();
        await Site.At(reviewer, url => url.Contains("/review/CERT-", StringComparison.Ordinal));
        await reviewer.Locator(".w-decide .p-btn-primary").WaitForAsync();
        await Site.AxeClean(reviewer);
        var number = reviewer.Url.Split('/')[^1];
        await reviewer.GotoAsync($"/review/{number}?doc=identity");
        await reviewer.Locator(".w-canvas img").WaitForAsync();
        await Site.Shot(reviewer, "workbench");
        await Site.Shot(reviewer, "workbench", 1440, "dark", "zh-CN");
        await Site.AxeClean(reviewer);
        await Site.Shot(reviewer, "workbench", 390, "light", "en");
        await Site.AxeClean(reviewer);
        await Site.Shot(reviewer, "workbench");
        await reviewer.GotoAsync($"/review/{number}?doc=letter");
        await reviewer.Locator(".w-canvas iframe").WaitForAsync();
        await Site.Shot(reviewer, "workbench-letter");

        await reviewer.WaitForFunctionAsync("() => document.documentElement.dataset.calm === undefined");
        for (var digit = 1; digit <= 8; digit++)
        {
            await reviewer.Keyboard.PressAsync($"Digit{digit}");
            await reviewer.GetByText($"{digit} of 8 answered").WaitForAsync();
        }

        await reviewer.Keyboard.PressAsync("a");
        await reviewer.Locator(".mud-dialog .p-btn-primary").ClickAsync();
        await Site.At(reviewer, url => !url.Contains(number, StringComparison.Ordinal));
        await reviewer.GotoAsync($"/review/{number}");
        await reviewer.GetByText("This case is Approved").WaitForAsync();
    }
}
