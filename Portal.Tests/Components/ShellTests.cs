namespace Portal.Tests.Components;

/// <summary>The shell in a real browser on the real product.</summary>
public sealed class ShellTests(Site site)
{
    /// <summary>Ways that the tour does not go.</summary>
    [Theory]
    [InlineData("/sign-up", 1440, "dark", "en")]
    [InlineData("/forgot", 390, "light", "zh-CN")]
    [InlineData("/nothing/here", 390, "dark", "en")]
    public async Task Signed_out_pages_are_clean(string path, int width, string theme, string lang)
    {
        var page = await site.Page(width, theme, lang);
        await page.GotoAsync(path);
        await Site.Settled(page);
        await Site.AxeClean(page);
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task What_axe_refuses_and_what_is_too_wide_is_found()
    {
        var page = await site.Page();
        await page.SetContentAsync(With(""));
        await Site.AxeClean(page);
        await page.SetContentAsync(With("<p style='color:#ccc'>Pale</p>"));
        var pale = await Assert.ThrowsAnyAsync<Xunit.Sdk.XunitException>(() => Site.AxeClean(page));
        Assert.Contains("color-contrast", pale.Message, StringComparison.Ordinal);
        await page.SetContentAsync(With("<p style='width:2000px'>Wide</p>"));
        var wide = await Assert.ThrowsAnyAsync<Xunit.Sdk.XunitException>(() => Site.AxeClean(page));
        Assert.Contains("px too wide", wide.Message, StringComparison.Ordinal);

        static string With(string part) =>
            $"<html lang='en'><head><title>A</title></head><body><main><h1>A</h1>{part}</main></body></html>";
    }

    [Fact]
    public async Task Focus_that_is_not_seen_is_found()
    {
        var page = await site.Page();
        await page.SetContentAsync("<main><a href='/a'>A</a><button>B</button></main>");
        await Site.FocusSeen(page);
        await page.SetContentAsync("<style>button:focus { outline: none }</style><main><a href='/a'>A</a><button>B</button></main>");
        var unseen = await Assert.ThrowsAnyAsync<Xunit.Sdk.XunitException>(() => Site.FocusSeen(page));
        Assert.Contains("<button>B</button>", unseen.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(DemoRole.Merchant, 390, "dark", "zh-CN")]
    [InlineData(DemoRole.Administrator, 1440, "dark", "zh-CN")]
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
            await Site.Picture(page, $"drawer-{role}-{width}");
            await page.Keyboard.PressAsync("Escape");
            Assert.Equal(0, await page.Locator(".p-drawer-open").CountAsync());
        }

        await page.ClickAsync(".p-person summary");
        await Site.Picture(page, $"menu-{role}-{width}");
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
