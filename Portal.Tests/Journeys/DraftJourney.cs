using Microsoft.Playwright;

namespace Portal.Tests.Journeys;

/// <summary>What was typed is there after a reload, two windows lose nothing, and a double click is one act.</summary>
[Collection(Site.ReviewDesk)]
public sealed class DraftJourney(Site site)
{
    [Fact]
    public async Task A_double_click_registers_once_and_its_forms_survive_reload_and_a_second_window()
    {
        var page = await site.SignInAs(DemoRole.Merchant);
        await page.GotoAsync("/m/qinghe/accounts/new?step=2");
        await page.Locator("#handle").FillAsync("double_steep");
        await page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Continue" }).ClickAsync();
        await page.Locator("#account-name").FillAsync("Double Steep");
        await page.Locator("#account-introduction").FillAsync("Tea that is steeped twice.");
        await page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Continue" }).ClickAsync();
        await page.GetByText("The account is live at once").WaitForAsync();
        var told = new List<string>();
        page.FrameNavigated += (_, frame) => told.Add(frame.Url);
        await page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Register account" }).DblClickAsync();
        await Site.At(page, "/accounts/double_steep/certification");
        await Site.Settled(page);
        Assert.DoesNotContain(told, url => url.Contains("step=", StringComparison.Ordinal));

        // The application: what is typed is kept, said so only when it is, and there again after a reload.
        await page.Locator("#c-operator").FillAsync("Lin Wei");
        await page.Locator("#c-credit-code").FillAsync("91350100M000100Y44");
        await page.GetByText("The check digit does not fit").WaitForAsync();
        await page.GetByText("Draft saved").WaitForAsync();
        await Site.AxeClean(page);
        await page.ReloadAsync();
        await Assertions.Expect(page.Locator("#c-operator")).ToHaveValueAsync("Lin Wei");

        // A second window on the same form: both texts are shown, none is lost.
        var second = await page.Context.NewPageAsync();
        await second.GotoAsync("/m/qinghe/accounts/double_steep/certification");
        await Assertions.Expect(second.Locator("#c-operator")).ToHaveValueAsync("Lin Wei");
        await page.Locator("#c-operator").FillAsync("Lin Wei of the left");
        await page.GetByText("Draft saved").WaitForAsync();
        await second.Locator("#c-operator").FillAsync("Lin Wei of the right");
        await second.GetByText("Changed in another window").WaitForAsync();
        await second.Locator(".a-both").GetByText("Lin Wei of the left").WaitForAsync();
        await second.Locator(".a-both").GetByText("Lin Wei of the right").WaitForAsync();
        await Site.AxeClean(second);
        await second.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Take the other window" }).ClickAsync();
        await Assertions.Expect(second.Locator("#c-operator")).ToHaveValueAsync("Lin Wei of the left");
        await second.GetByText("Draft saved").WaitForAsync();

        await second.GotoAsync("/m/qinghe/accounts/double_steep");
        await second.Locator("#account-introduction").FillAsync("Tea that is steeped three times.");
        await second.GetByText("Draft saved").WaitForAsync();
        await second.ReloadAsync();
        await Assertions.Expect(second.Locator("#account-introduction")).ToHaveValueAsync("Tea that is steeped three times.");
        await second.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Save profile" }).ClickAsync();
        await second.GetByText("Saved.").WaitForAsync();
    }

    [Fact]
    public async Task What_the_last_step_refuses_is_said_where_it_is_put_right()
    {
        var page = await site.SignInAs(DemoRole.Merchant);
        await page.GotoAsync("/m/qinghe/accounts/new?step=3");
        await page.Locator("#account-name").FillAsync("Qinghe Courtyard");
        await Kept(page, () => page.Locator("#account-introduction").FillAsync("Tea under trees."));
        await page.GotoAsync("/m/qinghe/accounts/new?step=2");
        await Kept(page, () => page.Locator("#handle").FillAsync("qinghe_tea"));
        await page.GotoAsync("/m/qinghe/accounts/new?step=4");
        await page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Register account" }).ClickAsync();
        await Site.At(page, url => url.EndsWith("step=2", StringComparison.Ordinal));
        await page.GetByText("@qinghe_tea is taken").WaitForAsync();
        await Kept(page, () => page.Locator("#handle").FillAsync(""));
    }

    /// <summary>Types, and waits until the page says anew that it is saved: a draft that was resumed says so from the beginning.</summary>
    private static async Task Kept(IPage page, Func<Task> type)
    {
        await page.Locator(".a-foot [role=status]").WaitForAsync(new() { State = WaitForSelectorState.Attached });
        await page.EvaluateAsync(
            """
            () => {
                const note = document.querySelector('.a-foot [role=status]');
                window.keptAnew = new Promise(kept => {
                    let gone = note.textContent.trim() === '';
                    new MutationObserver(() => {
                        if (note.textContent.trim() === '') gone = true;
                        else if (gone) kept();
                    }).observe(note, { childList: true, characterData: true, subtree: true });
                });
            }
            """
        );
        await type();
        await page.EvaluateAsync("() => window.keptAnew");
    }
}
