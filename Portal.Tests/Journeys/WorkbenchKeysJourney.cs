using Microsoft.Playwright;

namespace Portal.Tests.Journeys;

/// <summary>A reviewer with both hands on the keyboard: what is typed as a reason is a reason, and never an act.</summary>
[Collection(Site.ReviewDesk)]
public sealed class WorkbenchKeysJourney(Site site)
{
    private const string Calm = "() => document.querySelector('.w-bench') !== null && document.documentElement.dataset.calm === undefined";

    // The key of Skip, pressed in the very moment in which the surface is (or is not) resting.
    private const string PressSkip =
        "document.body.dispatchEvent(new KeyboardEvent('keydown', { key: 's', code: 'KeyS', bubbles: true, cancelable: true }))";

    [Fact]
    public async Task A_reason_typed_at_once_is_the_note_and_the_case_is_decided_by_keys()
    {
        var (page, number) = await Bench();
        await page.Keyboard.PressAsync("Shift+Digit4");
        await page.Keyboard.TypeAsync("scar across the seal");
        var note = page.Locator("#note-SealWhole");
        await Assertions.Expect(note).ToBeFocusedAsync();
        await Assertions.Expect(note).ToHaveValueAsync("scar across the seal");
        Assert.EndsWith(number, page.Url, StringComparison.Ordinal);
        await page.Keyboard.PressAsync("Enter");
        await page.GetByText("1 of 8 answered").WaitForAsync();

        // A digit sets: pressed again it changes nothing, and with Shift it fails the line.
        await page.Keyboard.PressAsync("Digit1");
        await page.GetByText("2 of 8 answered").WaitForAsync();
        await page.Keyboard.PressAsync("Digit1");
        await page.Keyboard.PressAsync("Digit2");
        await page.GetByText("3 of 8 answered").WaitForAsync();
        Assert.Equal(2, await page.Locator(".w-pass[aria-pressed=true]").CountAsync());

        // While a note is wanted no letter acts, wherever the focus is; Esc gives the line back.
        await page.Keyboard.PressAsync("Shift+Digit5");
        var wanted = page.Locator("#note-SealMatches");
        await Assertions.Expect(wanted).ToBeFocusedAsync();
        await page.Locator(".w-check").FocusAsync();
        foreach (var key in new[] { "s", "c", "r", "a", "j", "Digit6" })
        {
            await page.Keyboard.PressAsync(key);
        }

        Assert.Equal(0, await page.Locator(".mud-dialog").CountAsync());
        Assert.EndsWith(number, page.Url, StringComparison.Ordinal);
        await page.GetByText("Say what is wrong; the check fails").WaitForAsync();
        await Site.AxeClean(page);
        await wanted.FocusAsync();
        await page.Keyboard.PressAsync("Escape");
        await Assertions.Expect(wanted).ToBeHiddenAsync();

        for (var digit = 3; digit <= 8; digit++)
        {
            await page.Keyboard.PressAsync($"Digit{digit}");
            await Assertions.Expect(page.Locator(".w-pass").Nth(digit - 1)).ToHaveAttributeAsync("aria-pressed", "true");
            await Assertions.Expect(page.Locator(".w-pass").Nth(digit - 1)).ToBeEnabledAsync();
        }

        await page.Locator(".w-check").EvaluateAsync("box => box.scrollTop = 9999");
        await page.EvaluateAsync("() => window.scrollTo(0, 9999)");
        await page.Keyboard.PressAsync("a");
        await page.Locator(".mud-dialog [data-first]:focus").WaitForAsync();
        await page.Keyboard.PressAsync("Enter");
        await Site.At(page, url => !url.Contains(number, StringComparison.Ordinal));

        // The next case: from its top, on its heading, and resting while the hands are still on the last one.
        await page.WaitForFunctionAsync(
            $"() => {{ if (document.documentElement.dataset.calm !== 'on') return false; {PressSkip}; return true; }}"
        );
        await Assertions.Expect(page.Locator("h1")).ToBeFocusedAsync();
        Assert.Equal(
            0,
            await page.EvaluateAsync<int>("() => document.scrollingElement.scrollTop + document.querySelector('.w-check').scrollTop")
        );
        var next = page.Url;
        await page.WaitForFunctionAsync(Calm);
        Assert.Equal(next, page.Url);
        await Assertions.Expect(page.Locator("[data-key=s]")).ToBeVisibleAsync();
        await page.EvaluateAsync($"() => {{ {PressSkip}; }}");
        await Site.At(page, url => url != next);
    }

    private async Task<(IPage Page, string Number)> Bench()
    {
        var page = await site.SignInAs(DemoRole.Reviewer);
        await page.GotoAsync("/review");
        await Site.Settled(page);
        await page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Start next" }).ClickAsync();
        await Site.At(page, url => url.Contains("/review/CERT-", StringComparison.Ordinal));
        await page.Locator("[data-key=s]").WaitForAsync();
        await page.WaitForFunctionAsync(Calm);
        return (page, page.Url.Split('/')[^1]);
    }
}
