using Microsoft.Playwright;
using Portal.Tests.Harness;

namespace Portal.Tests.Messaging;

/// <summary>The pages of messages and of the follower's wallet in a real browser: axe finds nothing, in both languages and themes.</summary>
public sealed class MessagingScreens(Harness.Site site)
{
    [Fact]
    public async Task A_follower_reads_an_article_and_the_badge_says_who_is_behind_it()
    {
        var page = await site.SignInAs(DemoRole.Follower, 390);
        await page.GotoAsync("/w/c/qinghe_tea");
        await page.GetByRole(AriaRole.Link, new PageGetByRoleOptions { Name = "Read more: Winter oolong is here" }).ClickAsync();
        await page.GetByRole(AriaRole.Heading, new PageGetByRoleOptions { Name = "Winter oolong is here" }).WaitForAsync();
        await Harness.Site.Shot(page, "wallet-article", 390);
        await Harness.Site.AxeClean(page);
        await page.GotoAsync("/w/p/qinghe_tea");
        await page.Locator(".w-badge summary").ClickAsync();
        await Assertions.Expect(page.Locator(".w-badge-pop")).ToContainTextAsync("广州清禾茶业有限公司");
        await Harness.Site.AxeClean(page);
    }

    [Fact]
    public async Task The_wallet_works_without_script_and_sends_nobody_to_the_staffs_door()
    {
        var page = await site.Page(390);
        await page.GotoAsync("/w");
        Assert.Contains("/w/sign-in", page.Url, StringComparison.Ordinal);
        Assert.Equal(0, await page.Locator("script").CountAsync());
        await Harness.Site.AxeClean(page);
        await page.GetByLabel("E-mail address").FillAsync("new.person@followers.example");
        await page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Send code" }).ClickAsync();
        await page.GetByLabel("Code", new PageGetByLabelOptions { Exact = true }).FillAsync("000000");
        await Harness.Site.AxeClean(page);
        await page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Sign in" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("does not work");
    }

    [Theory]
    [InlineData("/w/no-such-page", 404)]
    [InlineData("/w/no/such/page", 404)]
    [InlineData("/w/p/no_such_account", 404)]
    [InlineData("/w/a/MSG-2020-000001", 404)]
    [InlineData("/w/status/403", 404)]
    public async Task What_is_not_there_looks_like_the_wallet_on_the_phone(string path, int status)
    {
        foreach (var lang in (string[])["en", "zh-CN"])
        {
            var page = await site.Page(390, lang: lang);
            var answer = await page.GotoAsync(path);
            Assert.Equal(status, answer!.Status);
            Assert.EndsWith(path, page.Url, StringComparison.Ordinal);
            Assert.Equal(1, await page.Locator(".w-phone h1").CountAsync());
            Assert.Equal(1, await page.Locator(".w-phone a[href='/w/discover'].w-btn").CountAsync());
            Assert.Equal(0, await page.Locator("script").CountAsync());
            Assert.Equal(0, await page.Locator(".p-problem-page").CountAsync());
            await Harness.Site.AxeClean(page);
        }

        // Control: elsewhere it is the portal's own page.
        var portal = await site.Page();
        await portal.GotoAsync("/no-such-page");
        Assert.Equal(1, await portal.Locator(".p-problem-page").CountAsync());
    }

    [Theory]
    [InlineData("/m/qinghe/messages", "messages-drafts")]
    [InlineData("/m/qinghe/messages?view=scheduled", "messages-scheduled")]
    public async Task A_merchants_page_is_accessible_in_both_languages_and_themes(string path, string name)
    {
        var page = await site.SignInAs(DemoRole.Merchant);
        await page.GotoAsync(path);
        foreach (var (width, theme, lang) in new[] { (1440, "light", "en"), (390, "dark", "zh-CN") })
        {
            await Harness.Site.Shot(page, name, width, theme, lang);
            await Harness.Site.AxeClean(page);
        }
    }

    [Fact]
    public async Task A_draft_is_checked_saves_itself_and_is_sent_after_the_cancel_window()
    {
        var page = await site.SignInAs(DemoRole.Merchant);
        await page.GotoAsync("/m/qinghe/messages");
        await page.GetByRole(AriaRole.Link, new PageGetByRoleOptions { Name = "Brewing notes for winter oolong" }).ClickAsync();
        await Assertions.Expect(page.Locator(".c-preflight .c-warn")).ToContainTextAsync("sho.rt/9fKq2");
        await Harness.Site.Shot(page, "composer");
        await Harness.Site.AxeClean(page);
        await Harness.Site.Shot(page, "composer", 1440, "dark", "zh-CN");
        await Harness.Site.AxeClean(page);
        await Harness.Site.Shot(page, "composer", 390);
        await Harness.Site.AxeClean(page);
        await page.SetViewportSizeAsync(1440, 900);
        await page.Locator("#c-text").FillAsync("Brew it at **95 °C** for twenty seconds.");
        await Assertions.Expect(page.Locator(".c-preflight .c-warn")).ToHaveCountAsync(0);
        await page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { NameRegex = new("^Send to 48,") }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Cancel sending" }).WaitForAsync();
        await Harness.Site.AxeClean(page);
        await page.GetByText("planned =").WaitForAsync();
        await Harness.Site.Shot(page, "message-sent");
        await Harness.Site.AxeClean(page);
    }

    [Fact]
    public async Task A_moderator_sees_what_is_doubtful_and_where()
    {
        var page = await site.SignInAs(DemoRole.Reviewer);
        await page.GotoAsync("/review/messages");
        await page.Locator(".p-list a").First.ClickAsync();
        await Assertions.Expect(page.Locator(".c-findings")).ToContainTextAsync("sho.rt/9fKq2");
        await Harness.Site.Shot(page, "held");
        await Harness.Site.AxeClean(page);
    }
}
