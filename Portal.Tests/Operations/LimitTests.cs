using System.Net;
using System.Net.Sockets;
using Microsoft.Playwright;
using Portal.Components.Layout;
using Portal.Hosting;
using Portal.Resources;
using Portal.Routes;
using Portal.Tests.Payments;
using Site = Portal.Tests.Harness.Site;

namespace Portal.Tests.Operations;

/// <summary>Whoever asks for too much is turned away with a sentence, and whoever does not works on. Each attack stands beside a control.</summary>
public sealed class LimitTests
{
    private const string Person = "person@example.test";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_stranger_who_opens_pages_is_turned_away_and_a_person_of_the_same_address_works_on()
    {
        await using var site = await DoorSite.Open("Development", ("Limits:PagesPerAddress", "3"), ("Limits:PagesPerPerson", "4"));
        await site.Person(Person);
        var stranger = new CookieContainer();
        using var strange = site.Http(stranger);
        var opened = await Task.WhenAll(Enumerable.Range(0, 30).Select(_ => CircuitCaller.Open(strange, stranger, Ct)));
        Assert.Equal(3, opened.Count(one => one.IsOpen));
        Assert.Equal(3, site.Get<PagePlaces>().Taken);
        await using var late = await CircuitCaller.Open(strange, stranger, Ct);
        Assert.Equal(HttpStatusCode.TooManyRequests, late.Negotiated);
        Assert.NotNull(late.RetryAfter);

        // The control: from the same address, somebody who is signed in has their own places.
        var mine = new CookieContainer();
        using var person = site.Http(mine);
        using var entered = await DoorSite.SignIn(person, Person);
        Assert.Equal(HttpStatusCode.Redirect, entered.StatusCode);
        var pages = new List<CircuitCaller>();
        for (var page = 0; page < 5; page++)
        {
            pages.Add(await CircuitCaller.Open(person, mine, Ct));
        }

        Assert.Equal([true, true, true, true, false], pages.Select(one => one.IsOpen));

        // What was closed is free again, also for the stranger.
        var places = site.Get<PagePlaces>();
        await opened.First(one => one.IsOpen).DisposeAsync();
        await Until(() => places.Taken == 2 + 4, () => $"{places.Taken} are taken");
        await using var again = await CircuitCaller.Open(strange, stranger, Ct);
        Assert.True(again.IsOpen);
        foreach (var one in opened.Concat(pages))
        {
            await one.DisposeAsync();
        }
    }

    [Fact]
    public async Task Looking_for_what_is_not_there_opens_no_page_that_is_kept()
    {
        await using var site = await DoorSite.Open();
        var page = await site.Page();
        var asked = new List<string>();
        page.Request += (_, request) => asked.Add(new Uri(request.Url).AbsolutePath);
        foreach (var path in (string[])[Urls.NotFound, "/nowhere/at/all", "/status/404", "/status/429", "/w/nowhere"])
        {
            await page.GotoAsync(path, new PageGotoOptions { WaitUntil = WaitUntilState.NetworkIdle });
        }

        Assert.Contains(Urls.NotFound, asked);
        Assert.DoesNotContain(asked, path => path.StartsWith("/_blazor", StringComparison.Ordinal));
        Assert.Equal(0, site.Get<PagePlaces>().Taken);
    }

    [Theory]
    [InlineData("en", "Nothing was done of what you asked")]
    [InlineData("zh-CN", "你的请求未被处理")]
    public async Task Requests_of_one_visitor_are_counted_and_the_answer_says_when_to_try_again(string language, string sentence)
    {
        await using var site = await DoorSite.Open(
            "Development",
            ("Limits:RequestsPerAddress", "4"),
            ("Portal:TrustedProxies:0", "127.0.0.0/8"),
            ("Portal:TrustedProxies:1", "::1")
        );
        await site.Person(Person);
        using var stranger = From(site, "203.0.113.9", language);
        for (var request = 0; request < 4; request++)
        {
            using var taken = await Get(stranger, request == 0 ? "/nowhere" : Urls.SignIn);
            Assert.NotEqual(HttpStatusCode.TooManyRequests, taken.StatusCode);
        }

        foreach (
            var path in (string[])[Urls.SignIn, Urls.WalletDiscover, Urls.Jump, "/finance/ledger/file/journal", "/_blazor/initializers"]
        )
        {
            using var refused = await Get(stranger, path);
            Assert.True(refused.StatusCode == HttpStatusCode.TooManyRequests, $"{path}: {refused.StatusCode}");
            Assert.InRange(refused.Headers.RetryAfter!.Delta!.Value, TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(1));
            Assert.Contains(sentence, WebUtility.HtmlDecode(await refused.Content.ReadAsStringAsync(Ct)), StringComparison.Ordinal);
        }

        // Not counted: what a balancer and a browser's cache ask for.
        foreach (var path in (string[])["/health/live", "/health/ready", "/css/portal.css"])
        {
            using var free = await Get(stranger, path);
            Assert.Equal(HttpStatusCode.OK, free.StatusCode);
        }

        // The control: another address, and somebody who is signed in at the first one.
        using var elsewhere = From(site, "198.51.100.9", language);
        using var answered = await Get(elsewhere, Urls.SignIn);
        Assert.Equal(HttpStatusCode.OK, answered.StatusCode);
        using var person = From(site, "192.0.2.7", language);
        using var entered = await DoorSite.SignIn(person, Person);
        person.DefaultRequestHeaders.Remove("X-Forwarded-For");
        person.DefaultRequestHeaders.Add("X-Forwarded-For", "203.0.113.9");
        for (var request = 0; request < 8; request++)
        {
            using var mine = await Get(person, Urls.Me);
            Assert.Equal(HttpStatusCode.OK, mine.StatusCode);
        }
    }

    [Fact]
    public async Task Strangers_of_many_addresses_share_a_limit_that_leaves_room_for_who_is_signed_in()
    {
        await using var site = await DoorSite.Open(
            "Development",
            ("Limits:RequestsOfStrangers", "6"),
            ("Portal:TrustedProxies:0", "127.0.0.0/8"),
            ("Portal:TrustedProxies:1", "::1")
        );
        await site.Person(Person);
        using var person = From(site, "192.0.2.7", "en");
        using var entered = await DoorSite.SignIn(person, Person);
        var said = new List<string>();
        for (var stranger = 1; stranger <= 8; stranger++)
        {
            using var one = From(site, $"203.0.113.{stranger}", "en");
            using var answer = await Get(one, Urls.SignIn);
            said.Add(answer.StatusCode == HttpStatusCode.OK ? "" : WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync(Ct)));
        }

        // Two of the six were the person's on the way in: the form and its post.
        Assert.Equal(4, said.Count(one => one.Length == 0));
        Assert.All(said.Where(one => one.Length > 0), one => Assert.Contains("Sign in to go on", one, StringComparison.Ordinal));
        using var mine = await Get(person, Urls.Me);
        Assert.Equal(HttpStatusCode.OK, mine.StatusCode);
    }

    [Fact]
    public async Task An_address_of_strangers_that_sends_slowly_holds_few_of_the_strangers_places()
    {
        await using var site = await DoorSite.Open(
            "Development",
            ("Limits:RequestsAtOnce", "32"),
            ("Portal:TrustedProxies:0", "127.0.0.0/8"),
            ("Portal:TrustedProxies:1", "::1")
        );
        // The first page a site draws takes long on a busy machine, and the server hangs up on who sends nothing for five seconds.
        using var elsewhere = From(site, "198.51.100.9", "en");
        using var first = await Get(elsewhere, Urls.SignIn);
        Assert.Equal(HttpStatusCode.OK, first.StatusCode);
        var at = new Uri(site.Address);
        var slow = new List<TcpClient>();
        for (var request = 0; request < 2; request++)
        {
            var one = new TcpClient();
            slow.Add(one);
            await one.ConnectAsync(at.Host, at.Port, Ct);
            var head =
                $"POST {Urls.SignIn} HTTP/1.1\r\nHost: {at.Authority}\r\nX-Forwarded-For: 203.0.113.9\r\n"
                + "Content-Type: application/x-www-form-urlencoded\r\nContent-Length: 100\r\n\r\n";
            await one.GetStream().WriteAsync(head.Utf8(), Ct);
        }

        using var stranger = From(site, "203.0.113.9", "en");
        var said = HttpStatusCode.OK;
        for (var look = 0; look < 200 && said != HttpStatusCode.TooManyRequests; look++)
        {
            await Task.Delay(50, Ct);
            using var answer = await Get(stranger, Urls.SignIn);
            said = answer.StatusCode;
        }

        Assert.Equal(HttpStatusCode.TooManyRequests, said);

        // The control: another address.
        using var answered = await Get(elsewhere, Urls.SignIn);
        Assert.Equal(HttpStatusCode.OK, answered.StatusCode);
        slow.ForEach(one => one.Dispose());
    }

    [Fact]
    public async Task Files_are_limited_at_once_and_within_an_hour()
    {
        await using var site = await DoorSite.Open("Development", ("Limits:FilesPerPerson", "2"), ("Limits:FilesPerHour", "5"));
        await site.Person(Person);
        await site.Person("other@example.test");
        using var person = site.Http();
        using var entered = await DoorSite.SignIn(person, Person);
        var held = new[] { Get(person, "/test/held"), Get(person, "/test/held") };
        using var third = await UntilRefused(person, held);
        Assert.Contains("Too many files are being taken", await third.Content.ReadAsStringAsync(Ct), StringComparison.Ordinal);

        using var other = site.Http();
        using var otherEntered = await DoorSite.SignIn(other, "other@example.test");
        using var others = await Get(other, Urls.MyData);
        Assert.Equal(HttpStatusCode.OK, others.StatusCode);

        site.Held.SetResult();
        foreach (var answer in await Task.WhenAll(held))
        {
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
            answer.Dispose();
        }

        for (var file = 0; file < 3; file++)
        {
            using var taken = await Free(person);
            Assert.Equal(HttpStatusCode.OK, taken.StatusCode);
        }

        using var sixth = await Free(person);
        Assert.Equal(HttpStatusCode.TooManyRequests, sixth.StatusCode);
        Assert.Contains("within an hour", await sixth.Content.ReadAsStringAsync(Ct), StringComparison.Ordinal);
        Assert.InRange(sixth.Headers.RetryAfter!.Delta!.Value, TimeSpan.FromMinutes(1), TimeSpan.FromHours(1));
        // Only files: everything else goes on.
        using var mine = await Get(person, Urls.Me);
        Assert.Equal(HttpStatusCode.OK, mine.StatusCode);
    }

    [Fact]
    public async Task A_page_that_finds_no_room_stays_as_it_was_drawn_and_says_so()
    {
        await using var site = await DoorSite.Open("Development", ("Limits:PagesPerPerson", "1"));
        await site.Person(Person);
        var first = await site.Page();
        await first.GotoAsync(Urls.SignIn);
        await first.Locator("#email").FillAsync(Person);
        await first.Locator("#password").FillAsync(DoorSite.Password);
        await first.Locator("button[type=submit].p-btn-primary").ClickAsync();
        await Site.At(first, url => !url.Contains(Urls.SignIn, StringComparison.Ordinal));
        await first.GotoAsync(Urls.Start);
        await Assertions.Expect(first.Locator("body > .p-app h1")).ToBeVisibleAsync();

        var second = await first.Context.NewPageAsync();
        await second.GotoAsync(Urls.Start);
        await Assertions.Expect(second.GetByText(SharedTexts.PagesFull)).ToBeVisibleAsync();
        await Assertions.Expect(second.Locator("#p-outline .p-skeleton").First).ToBeVisibleAsync();

        // Room again when the first is closed.
        await first.CloseAsync();
        var works = second.Locator("body > .p-app h1");
        for (var look = 0; look < 60 && !await works.IsVisibleAsync(); look++)
        {
            await second.ReloadAsync();
            await works.Or(second.GetByText(SharedTexts.PagesFull)).First.WaitForAsync();
        }

        await Assertions.Expect(works).ToBeVisibleAsync();
    }

    [Fact]
    public void Every_limit_has_its_sentence() =>
        Assert.DoesNotContain(
            Enum.GetValues<LimitReason>().Where(reason => reason != LimitReason.Pages),
            reason => LimitLabels.Of(reason) == SharedTexts.TooManyText
        );

    /// <summary>Of three that are asked for together one is turned away, whichever comes last; the two others stay held.</summary>
    private static async Task<HttpResponseMessage> UntilRefused(HttpClient person, Task<HttpResponseMessage>[] held)
    {
        var third = Get(person, "/test/held");
        var refused = await Task.WhenAny(held.Append(third));
        if (Array.IndexOf(held, refused) is >= 0 and var at)
        {
            held[at] = third;
        }

        return await refused;
    }

    /// <summary>A file of this person's. The place of the last one is free a moment after its last byte has come.</summary>
    private static async Task<HttpResponseMessage> Free(HttpClient person)
    {
        for (var look = 0; ; look++)
        {
            var answer = await Get(person, Urls.MyData);
            var text = await answer.Content.ReadAsStringAsync(Ct);
            if (!text.Contains("Too many files are being taken", StringComparison.Ordinal) || look == 200)
            {
                return answer;
            }

            answer.Dispose();
        }
    }

    /// <summary>Waits until the server has noticed that a page is gone.</summary>
    private static async Task Until(Func<bool> noticed, Func<string> instead)
    {
        for (var look = 0; look < 600 && !noticed(); look++)
        {
            await Task.Delay(50, Ct);
        }

        Assert.True(noticed(), instead());
    }

    private static HttpClient From(DoorSite site, string address, string language)
    {
        var http = site.Http();
        http.DefaultRequestHeaders.Add("X-Forwarded-For", address);
        http.DefaultRequestHeaders.Add("Accept-Language", language);
        return http;
    }

    private static Task<HttpResponseMessage> Get(HttpClient http, string path) => http.GetAsync(new Uri(path, UriKind.Relative), Ct);
}
