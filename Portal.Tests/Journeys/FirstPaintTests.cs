using System.Net;
using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace Portal.Tests.Journeys;

/// <summary>What the server draws by itself, before any script runs and any circuit stands.</summary>
public sealed partial class FirstPaintTests(Site site)
{
    /// <summary>A page of each kind of person: its address, what stands over it, and an entry of their menu.</summary>
    public static TheoryData<DemoRole, string, string, string, string> Pages =>
        new()
        {
            { DemoRole.Merchant, "/m/qinghe/payments", "en", "Payments", "/m/qinghe/followers" },
            { DemoRole.Merchant, "/m/qinghe/payments", "zh-CN", "收款", "/m/qinghe/followers" },
            { DemoRole.Finance, "/finance/bills", "en", "Bills", "/finance/exceptions" },
            { DemoRole.Administrator, "/admin/people", "zh-CN", "人员与角色", "/admin/audit" },
        };

    [Theory]
    [MemberData(nameof(Pages))]
    public async Task A_full_load_brings_shell_title_and_grey_lines_at_once(
        DemoRole role,
        string path,
        string lang,
        string title,
        string entry
    )
    {
        var page = await site.SignInAs(role, lang: lang);
        var html = await (await page.APIRequest.GetAsync(path)).TextAsync();
        Assert.Matches($"<title>{Regex.Escape(WebUtility.HtmlEncode(title))} · Portal</title>", WebUtility.HtmlDecode(html));
        Assert.Equal(title, WebUtility.HtmlDecode(Heading().Match(html).Groups[1].Value).Trim());
        Assert.Contains($"href=\"{entry}\"", html, StringComparison.Ordinal);
        Assert.Contains("class=\"p-skeleton\"", html, StringComparison.Ordinal);
        Assert.Contains("<noscript>", html, StringComparison.Ordinal);

        // The circuit's own shell takes its place: one menu, one heading, nothing grey.
        await page.GotoAsync(path);
        await Site.Settled(page);
        Assert.Equal(0, await page.Locator("#p-outline").CountAsync());
        Assert.Equal(1, await page.Locator("h1").CountAsync());
        Assert.Equal(1, await page.Locator($".p-nav a[href='{entry}']").CountAsync());
    }

    [Theory]
    [InlineData("en", "These pages need JavaScript")]
    [InlineData("zh-CN", "此页面需要 JavaScript")]
    public async Task Without_script_a_page_says_what_is_missing(string lang, string sentence)
    {
        var signedIn = await site.SignInAs(DemoRole.Merchant, lang: lang);
        await site.WithoutScript(
            signedIn,
            "/m/qinghe/payments",
            async page =>
            {
                // Playwright finds no text inside noscript, but what is drawn.
                await Assertions.Expect(page.Locator("noscript .p-alert")).ToBeVisibleAsync();
                Assert.Contains(sentence, await page.Locator("noscript").TextContentAsync(), StringComparison.Ordinal);
                await Assertions.Expect(page.Locator(".p-skeleton")).ToBeHiddenAsync();
                await Assertions.Expect(page.Locator(".p-nav a[href='/m/qinghe/followers']")).ToBeVisibleAsync();
            }
        );
    }

    [Theory]
    [InlineData("/nothing/here", HttpStatusCode.NotFound)]
    [InlineData("/not-found", HttpStatusCode.NotFound)]
    [InlineData("/m/nobody", HttpStatusCode.NotFound)]
    [InlineData("/admin/people", HttpStatusCode.Forbidden)]
    public async Task Not_found_and_denied_are_drawn_by_the_server_and_hold_no_circuit(string path, HttpStatusCode status)
    {
        var page = await site.SignInAs(DemoRole.Merchant);
        var sockets = 0;
        page.WebSocket += (_, _) => sockets++;
        var answer = await page.GotoAsync(path);
        Assert.Equal((int)status, answer!.Status);
        await page.Locator("h1").WaitForAsync();
        await page.WaitForLoadStateAsync(LoadState.NetworkIdle);
        Assert.Equal(0, sockets);

        await page.GotoAsync("/m/qinghe");
        await Site.Settled(page);
        Assert.NotEqual(0, sockets);
    }

    [Fact]
    public async Task The_first_wrong_field_has_the_focus_after_a_refusal()
    {
        var page = await site.SignInAs(DemoRole.Merchant);
        await page.GotoAsync("/m/qinghe/people?invite=true");
        await Site.Settled(page);
        await page.FillAsync("#invite-email", "nobody@example.test");
        await page.Locator("main form .p-btn-primary").ClickAsync();
        await page.WaitForFunctionAsync("() => document.activeElement.closest('fieldset.pp-ticks') !== null");

        await page.GotoAsync("/m/qinghe/bank-account?change=1");
        await Site.Settled(page);
        await page.Locator("main form .p-btn-primary").ClickAsync();
        await page.WaitForFunctionAsync("() => document.activeElement.getAttribute('aria-invalid') === 'true'");
        Assert.Equal(
            await page.Locator("main [aria-invalid=true]").First.GetAttributeAsync("id"),
            await page.EvaluateAsync<string>("() => document.activeElement.id")
        );
    }

    [GeneratedRegex("<h1[^>]*>(.*?)</h1>", RegexOptions.Singleline)]
    private static partial Regex Heading();
}
