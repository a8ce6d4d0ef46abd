using Microsoft.Playwright;

namespace Portal.Tests.Journeys;

/// <summary>Hangfire's own pages: for administrators alone, to be looked at, under the site's policy without a complaint of the browser.</summary>
public sealed class DashboardJourney(Site site)
{
    private const string Dashboard = "/admin/hangfire";

    [Fact]
    public async Task Only_an_administrator_sees_it_and_can_only_look()
    {
        var stranger = await site.Page();
        await stranger.Context.SetExtraHTTPHeadersAsync([new("X-Forwarded-For", "127.0.0.1")]);
        await stranger.GotoAsync(Dashboard);
        Assert.Contains("/sign-in", stranger.Url, StringComparison.Ordinal);
        var support = await site.SignInAs(DemoRole.Support);
        Assert.Equal(403, (await support.GotoAsync(Dashboard))!.Status);

        var page = await site.SignInAs(DemoRole.Administrator);
        var faults = new List<string>();
        page.Console += (_, line) =>
        {
            if (line.Type == "error")
            {
                faults.Add(line.Text);
            }
        };
        page.PageError += (_, error) => faults.Add(error);
        foreach (var path in new[] { "", "/jobs/enqueued", "/recurring" })
        {
            var answer = await page.GotoAsync(Dashboard + path);
            Assert.Equal(200, answer!.Status);
            Assert.DoesNotMatch("script-src[^;]*unsafe", (await answer.AllHeadersAsync())["content-security-policy"]);
            await page.Locator("h1").First.WaitForAsync();
        }

        Assert.Equal(0, await page.Locator("button[data-url]").CountAsync());
        Assert.Empty(faults);
    }
}
