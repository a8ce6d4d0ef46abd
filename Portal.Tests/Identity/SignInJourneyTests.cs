using System.Net;
using Microsoft.Playwright;

namespace Portal.Tests.Identity;

/// <summary>Signing up, in and out as a reader does it, on the running product.</summary>
public sealed class SignInJourneyTests(Site site)
{
    private const string Password = "a walk along the river";
    private const string Send = "main form[method=post] button[type=submit]";

    [Fact]
    public async Task A_person_signs_up_confirms_by_mail_signs_in_and_signs_out()
    {
        var page = await site.Page();
        await SignUp(page, "first@example.test");
        Assert.Equal("Check your mail", await page.Locator("h1").TextContentAsync());

        await SignIn(page, "first@example.test", Password);
        Assert.Contains("Confirm your e-mail address first", await Alert(page), StringComparison.Ordinal);

        await page.GotoAsync(await LinkIn(page, "first@example.test"));
        await page.ClickAsync(Send);
        Assert.Contains("Your address is confirmed", await page.Locator(".p-alert").TextContentAsync(), StringComparison.Ordinal);

        await SignIn(page, "first@example.test", Password);
        await Site.At(page, url => url.EndsWith("/start", StringComparison.Ordinal));

        await page.GotoAsync("/nothing/here");
        await page.EvaluateAsync("() => document.getElementById('p-out').requestSubmit()");
        await Site.At(page, url => url.Contains("/sign-in", StringComparison.Ordinal));
        Assert.Equal("You are signed out.", (await page.Locator(".p-alert p").TextContentAsync())?.Trim());
    }

    [Fact]
    public async Task A_known_and_an_unknown_address_get_the_same_answers()
    {
        var page = await site.Page();
        await SignUp(page, "known@example.test");
        var answers = new List<string>();
        foreach (var address in new[] { "known@example.test", "unknown@example.test" })
        {
            await page.GotoAsync("/forgot");
            await page.FillAsync("#email", address);
            await page.ClickAsync(Send);
            await Site.At(page, url => url.Contains("sent=", StringComparison.Ordinal));
            answers.Add((await page.Locator("main").InnerTextAsync()).Replace(address, "x", StringComparison.Ordinal));
            await SignUp(page, address);
            answers.Add((await page.Locator("main").InnerTextAsync()).Replace(address, "x", StringComparison.Ordinal));
        }

        Assert.Equal(answers[0], answers[2]);
        Assert.Equal(answers[1], answers[3]);
    }

    [Fact]
    public async Task Five_wrong_tries_lock_a_known_and_an_unknown_address_alike_until_a_time()
    {
        var page = await site.Page();
        await SignUp(page, "locked@example.test");
        foreach (var address in new[] { "locked@example.test", "nobody@example.test" })
        {
            for (var attempt = 1; attempt <= 5; attempt++)
            {
                await SignIn(page, address, "wrong wrong wrong");
                var told = attempt < 5 ? "is not right" : "Too many tries. Sign in again after ";
                Assert.Contains(told, await Alert(page), StringComparison.Ordinal);
            }

            await SignIn(page, address, Password);
            Assert.Matches(@"after \d\d:\d\d", await Alert(page));
        }
    }

    [Fact]
    public async Task A_forgotten_password_is_set_anew_and_the_link_works_once()
    {
        var page = await site.Page();
        await Joined(page, "forgetful@example.test");
        await page.GotoAsync("/forgot");
        await page.FillAsync("#email", "forgetful@example.test");
        await page.ClickAsync(Send);
        var link = await LinkIn(page, "forgetful@example.test", "/reset");

        await page.GotoAsync(link);
        await page.FillAsync("#password", "short");
        await page.ClickAsync(Send);
        Assert.Contains("12 characters or more", await page.Locator("#password-error").TextContentAsync(), StringComparison.Ordinal);
        await page.FillAsync("#password", "another walk, another river");
        await page.ClickAsync(Send);
        Assert.Contains("Your password has changed", await page.Locator(".p-alert").TextContentAsync(), StringComparison.Ordinal);

        await page.GotoAsync(link);
        await page.FillAsync("#password", "a third walk, a third river");
        await page.ClickAsync(Send);
        Assert.Contains("This link was used or is too old", await Alert(page), StringComparison.Ordinal);
        await SignIn(page, "forgetful@example.test", Password);
        Assert.Contains("is not right", await Alert(page), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("a", "https://example.com/", "/start")]
    [InlineData("b", "//example.com", "/start")]
    [InlineData("c", "/dev/mail?x=1", "/dev/mail?x=1")]
    public async Task Signing_in_goes_back_only_to_a_page_of_this_site(string name, string to, string at)
    {
        var page = await site.Page();
        await Joined(page, $"back-{name}@example.test");

        await SignIn(page, $"back-{name}@example.test", Password, "?to=" + Uri.EscapeDataString(to));
        await Site.At(page, url => !url.Contains("/sign-in", StringComparison.Ordinal));

        Assert.Equal(site.Address + at, page.Url);
    }

    [Fact]
    public async Task A_post_without_its_token_does_nothing()
    {
        await site.Ready();
        using var http = new HttpClient(new HttpClientHandler { UseCookies = false });
        foreach (var path in new[] { "/sign-out", "/language", "/theme", "/demo/sign-in" })
        {
            using var form = new FormUrlEncodedContent([new("role", "Administrator"), new("culture", "zh-CN")]);
            using var answer = await http.PostAsync(new Uri(site.Address + path), form);
            Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
            var cookies = answer.Headers.TryGetValues("Set-Cookie", out var set) ? string.Join(" ", set) : "";
            Assert.DoesNotContain("Portal=", cookies, StringComparison.Ordinal);
            Assert.DoesNotContain("Culture", cookies, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Language_and_theme_change_at_once_and_stay()
    {
        var page = await site.Page();
        await page.GotoAsync("/sign-up?x=1");
        await page.ClickAsync("header details summary");
        await page.ClickAsync("button[name=culture][value=zh-CN]");
        await page.WaitForFunctionAsync("() => document.documentElement.lang === 'zh-CN'");
        Assert.EndsWith("/sign-up?x=1", page.Url, StringComparison.Ordinal);
        Assert.Equal("注册", await page.Locator("h1").TextContentAsync());

        await page.ClickAsync("button[form=p-theme]");
        Assert.Equal("dark", await page.Locator("html").GetAttributeAsync("data-theme"));
        await page.ReloadAsync();
        Assert.Equal("dark", await page.Locator("html").GetAttributeAsync("data-theme"));
        Assert.Equal("rgb(14, 17, 22)", await page.EvaluateAsync<string>("() => getComputedStyle(document.body).backgroundColor"));
    }

    private static async Task Joined(IPage page, string email)
    {
        await SignUp(page, email);
        await page.GotoAsync(await LinkIn(page, email));
        await page.ClickAsync(Send);
        await Site.At(page, url => url.Contains("said=confirmed", StringComparison.Ordinal));
    }

    private static async Task SignUp(IPage page, string email)
    {
        await page.GotoAsync("/sign-up");
        await page.FillAsync("#name", "Somebody");
        await page.FillAsync("#email", email);
        await page.FillAsync("#password", Password);
        await page.ClickAsync(Send);
        await Site.At(page, url => url.Contains("sent=", StringComparison.Ordinal));
    }

    private static async Task SignIn(IPage page, string email, string password, string query = "")
    {
        await page.GotoAsync("/sign-in" + query);
        await page.FillAsync("#email", email);
        await page.FillAsync("#password", password);
        await page.ClickAsync(Send);
    }

    private static async Task<string> Alert(IPage page) => await page.Locator("main .p-alert[role=alert]").TextContentAsync() ?? "";

    /// <summary>The newest link of a kind mailed to an address, once the mail is there.</summary>
    private static async Task<string> LinkIn(IPage page, string email, string path = "/confirm")
    {
        for (var look = 0; look < 60; look++)
        {
            await page.GotoAsync("/dev/mail");
            var rows = page.Locator("tbody tr", new PageLocatorOptions { HasTextString = email }).Locator("a");
            var mails = await rows.EvaluateAllAsync<string[]>("links => links.map(link => link.href)");
            foreach (var mail in mails)
            {
                await page.GotoAsync(mail);
                var link = page.Locator($".p-mail a[href*='{path}?']");
                if (await link.CountAsync() > 0)
                {
                    return await link.First.GetAttributeAsync("href") ?? "";
                }
            }

            await page.WaitForTimeoutAsync(250);
        }

        throw new TimeoutException($"No mail with {path} to {email}.");
    }
}
