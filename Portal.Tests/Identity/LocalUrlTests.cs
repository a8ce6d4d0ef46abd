using CsCheck;
using Portal.Routes;

namespace Portal.Tests.Identity;

public sealed class LocalUrlTests
{
    [Theory]
    [InlineData("/")]
    [InlineData("/m/qinghe")]
    [InlineData("/m/qinghe/accounts?status=live&before=3")]
    [InlineData("/w/c/qinghe_select#top")]
    [InlineData("/sign-in?to=https://example.com")]
    [InlineData("/a//b")]
    [InlineData("/m/qinghe/payments?find=%E8%8C%B6")]
    public void A_path_of_this_site_passes(string url) => Assert.Equal(url, LocalUrl.Or(url, "/home"));

    [Theory]
    [InlineData("/中文", "/%E4%B8%AD%E6%96%87")]
    [InlineData("/w/c/x?find=茶#上", "/w/c/x?find=%E8%8C%B6#%E4%B8%8A")]
    [InlineData("/a/../b", "/b")]
    [InlineData("/a b", "/a%20b")]
    public void What_passes_is_resolved_and_fits_into_a_header(string url, string sent)
    {
        Assert.Equal(sent, LocalUrl.OrNull(url));
        Assert.All(sent, letter => Assert.True(char.IsAscii(letter)));
    }

    /// <summary>Whatever passes stays on the site for whoever resolves it: as it is, resolved twice, and with its escapes undone.</summary>
    [Fact]
    public void Nothing_made_of_what_addresses_are_made_of_leaves_the_site()
    {
        var site = new Uri("https://portal.example.test/sign-in");
        string[] parts =
        [
            "/",
            "//",
            ".",
            "..",
            "/./",
            "/../",
            "%2e",
            "%2f",
            "%5c",
            "\\",
            "x",
            "@",
            ":",
            "?",
            "#",
            "evil.test",
            "http:",
            ";",
            " ",
            "\t",
        ];
        Gen.Int[0, parts.Length - 1]
            .Array[1, 8]
            .Sample(
                picks =>
                {
                    var url = "/" + string.Concat(picks.Select(pick => parts[pick]));
                    if (LocalUrl.OrNull(url) is { } sent)
                    {
                        Assert.StartsWith("/", sent, StringComparison.Ordinal);
                        Assert.Equal(site.Host, new Uri(site, sent).Host);
                        Assert.Equal(site.Host, new Uri(site, new Uri(site, sent).PathAndQuery).Host);
                        Assert.False(Uri.UnescapeDataString(sent).StartsWith("//", StringComparison.Ordinal), sent);
                        Assert.False(Uri.UnescapeDataString(sent).StartsWith("/\\", StringComparison.Ordinal), sent);
                    }
                },
                iter: 200_000
            );
    }

    /// <summary>What counts is where a browser ends: after sign-in with each of them, and after a redirect that names a host behind our own.</summary>
    [Fact]
    public async Task A_browser_ends_on_our_own_site_whatever_it_was_to_go_on_to()
    {
        await using var site = await DoorSite.Open();
        await site.Person("person@example.test");
        var own = new Uri(site.Address).Authority;
        string[] attacks =
        [
            "//evil.test/",
            "/.//evil.test/",
            "/x/..//evil.test/",
            "/\\evil.test/",
            "/\t/evil.test/",
            "/%2f/evil.test/",
            "/%5cevil.test/",
            "https://evil.test/",
            $"{site.Address}//evil.test/",
            "/me/security",
        ];
        var ended = new List<string>();
        foreach (var to in attacks)
        {
            var page = await site.Page();
            await page.GotoAsync($"{Urls.SignIn}?to={Uri.EscapeDataString(to)}");
            await page.Locator("#email").FillAsync("person@example.test");
            await page.Locator("#password").FillAsync(DoorSite.Password);
            await page.Locator("button[type=submit].p-btn-primary").ClickAsync();
            await Site.At(page, url => !url.Contains(Urls.SignIn, StringComparison.Ordinal));
            ended.Add(page.Url);
            await page.Context.CloseAsync();
        }

        Assert.All(ended, url => Assert.Equal(own, new Uri(url).Authority));
        // The control: what is ours is reached.
        Assert.EndsWith("/me/security", ended[^1], StringComparison.Ordinal);
        var away = await site.Page();
        await away.GotoAsync("/test/away");
        Assert.Equal($"{site.Address}/evil.test/", away.Url);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData(" /x")]
    [InlineData("x")]
    [InlineData("x/y")]
    [InlineData("./x")]
    [InlineData("../x")]
    [InlineData("?x")]
    [InlineData("#x")]
    [InlineData("~/x")]
    [InlineData("//example.com")]
    [InlineData("///example.com")]
    [InlineData("/\\example.com")]
    [InlineData("\\/example.com")]
    [InlineData("\\\\example.com")]
    [InlineData("/x\\..\\y")]
    [InlineData("http://example.com")]
    [InlineData("https://example.com")]
    [InlineData("HTTPS://example.com")]
    [InlineData("https:/example.com")]
    [InlineData("https:example.com")]
    [InlineData("javascript:alert(1)")]
    [InlineData("data:text/html,x")]
    [InlineData("mailto:a@example.com")]
    [InlineData("/\t/example.com")]
    [InlineData("/\n/example.com")]
    [InlineData("/\r\nLocation: https://example.com")]
    [InlineData("/\0/example.com")]
    [InlineData("\t//example.com")]
    [InlineData("/\u200b/example.com")]
    [InlineData("/\u202eexample.com")]
    [InlineData("/\u007f/example.com")]
    [InlineData("@example.com")]
    [InlineData("/.//example.com")]
    [InlineData("/x/..//example.com")]
    [InlineData("/./\\example.com")]
    [InlineData("/%2e//example.com")]
    [InlineData("/x/%2e%2e//example.com")]
    [InlineData("/%2f/example.com")]
    [InlineData("/%5cexample.com")]
    [InlineData("/..//..//example.com/")]
    public void Anything_else_goes_home(string? url) => Assert.Equal("/home", LocalUrl.Or(url, "/home"));

    [Fact]
    public void An_endless_address_goes_home() => Assert.Equal("/home", LocalUrl.Or("/" + new string('a', 2_000), "/home"));
}
