namespace Portal.Tests.Components;

/// <summary>The shell in a real browser on the real product.</summary>
public sealed class ShellTests(Site site)
{
    [Theory]
    [InlineData("/", "light", "en")]
    [InlineData("/", "dark", "zh-CN")]
    [InlineData("/sign-in", "light", "en")]
    [InlineData("/sign-in", "dark", "zh-CN")]
    [InlineData("/sign-up", "dark", "en")]
    [InlineData("/forgot", "light", "zh-CN")]
    [InlineData("/dev/mail", "light", "en")]
    [InlineData("/nothing/here", "dark", "en")]
    public async Task Signed_out_pages_are_clean_at_both_widths(string path, string theme, string lang)
    {
        foreach (var width in new[] { 1440, 390 })
        {
            var page = await site.Page(width, theme, lang);
            await page.GotoAsync(path);
            await Site.Settled(page);
            await Site.Shot(page, "out" + path.Replace('/', '_'), width, theme, lang);
            await Site.AxeClean(page);
            await page.Context.CloseAsync();
        }
    }

    [Theory]
    [InlineData(DemoRole.Merchant, 1440, "light", "en")]
    [InlineData(DemoRole.Merchant, 390, "dark", "zh-CN")]
    [InlineData(DemoRole.Administrator, 1440, "dark", "zh-CN")]
    [InlineData(DemoRole.Reviewer, 390, "light", "en")]
    public async Task The_shell_around_a_signed_in_person_is_clean(DemoRole role, int width, string theme, string lang)
    {
        var page = await site.SignInAs(role, width, theme, lang);
        await page.GotoAsync("/me");
        await Site.Shot(page, $"me-{role}", width, theme, lang);
        await Site.AxeClean(page);

        if (width < 600)
        {
            await page.ClickAsync("[data-drawer-open]");
            await page.Locator(".p-side").WaitForAsync();
            await page.ScreenshotAsync(new() { Path = Path.Combine(Site.Pictures, $"drawer-{role}-{width}.png") });
            await page.Keyboard.PressAsync("Escape");
            Assert.Equal(0, await page.Locator(".p-drawer-open").CountAsync());
        }

        await page.ClickAsync(".p-person summary");
        await page.ScreenshotAsync(new() { Path = Path.Combine(Site.Pictures, $"menu-{role}-{width}.png") });
        await Site.AxeClean(page);
    }

    [Fact]
    public async Task In_a_circuit_language_and_sign_out_are_real_posts_and_titles_follow()
    {
        var page = await site.SignInAs(DemoRole.Finance);
        await page.GotoAsync("/me");
        await Site.Settled(page);
        Assert.Equal("Your account · Portal", await page.TitleAsync());

        await page.ClickAsync("header .p-menu:has(button[name=culture]) summary");
        await page.ClickAsync("button[name=culture][value=zh-CN]");
        await page.WaitForFunctionAsync("() => document.documentElement.lang === 'zh-CN'");
        await Site.Settled(page);
        Assert.EndsWith("/me", page.Url, StringComparison.Ordinal);

        await page.ClickAsync(".p-person summary");
        await page.ClickAsync(".p-person button[form=p-out]");
        await page.Locator("#password").WaitForAsync();
        await page.GotoAsync("/me");
        await page.Locator("#password").WaitForAsync();
        Assert.EndsWith("/sign-in?to=%2Fme", page.Url, StringComparison.Ordinal);
    }
}
