using System.Net;
using Microsoft.EntityFrameworkCore;
using Portal.Domain.Audit;
using Portal.Routes;

namespace Portal.Tests.Identity;

/// <summary>The door as requests see it: cookies, headers, origins, proxies and the second step, on the running product.</summary>
public sealed class DoorTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_cookie_kept_after_signing_out_opens_nothing()
    {
        await using var site = await DoorSite.Open();
        await site.Person("p@example.test");
        var jar = new CookieContainer();
        using var http = site.Http(jar);
        using var entered = await DoorSite.SignIn(http, "p@example.test");
        Assert.Equal(Urls.Start, entered.Headers.Location?.OriginalString);
        var stolen = jar.GetCookieHeader(new Uri(site.Address));
        Assert.Equal(HttpStatusCode.OK, await Look(site, stolen, Urls.Password));

        using var left = await DoorSite.Post(http, Urls.Email);
        var token = await http.GetStringAsync(new Uri(Urls.Email, UriKind.Relative), Ct);
        using var form = new FormUrlEncodedContent([new("__RequestVerificationToken", TokenIn(token))]);
        using var out1 = await http.PostAsync(new Uri(Urls.SignOut, UriKind.Relative), form, Ct);
        Assert.Equal(HttpStatusCode.Redirect, out1.StatusCode);
        Assert.Equal(HttpStatusCode.Redirect, await Look(site, stolen, Urls.Password));
    }

    [Fact]
    public async Task A_session_ended_elsewhere_is_refused_at_the_next_request()
    {
        await using var site = await DoorSite.Open();
        var id = await site.Person("p@example.test");
        using var http = site.Http();
        using var entered = await DoorSite.SignIn(http, "p@example.test");
        Assert.Equal(HttpStatusCode.OK, (await http.GetAsync(new Uri(Urls.Password, UriKind.Relative), Ct)).StatusCode);
        var elsewhere = await site.Get<SessionService>()
            .Start(Actor.Visitor("203.0.113.1"), new NewSession(id, SignInWay.Password, null, false), Ct);
        await site.Get<SessionService>().EndAll(Actor.User(id, "x", null, elsewhere.Key), exceptThis: true, Ct);
        Assert.Equal(
            Urls.SignInTo(Urls.Password),
            (await http.GetAsync(new Uri(Urls.Password, UriKind.Relative), Ct)).Headers.Location?.OriginalString
        );
    }

    [Fact]
    public async Task Staff_do_nothing_until_they_have_a_second_factor()
    {
        await using var site = await DoorSite.Open();
        var id = await site.Person("admin@example.test", StaffRole.Administrator);
        using var http = site.Http();
        using var first = await DoorSite.SignIn(http, "admin@example.test");
        Assert.Equal(Urls.SecondStep, first.Headers.Location?.OriginalString);
        using var second = await http.GetAsync(new Uri(Urls.SecondStep, UriKind.Relative), Ct);
        Assert.Equal(Urls.Enrol, second.Headers.Location?.OriginalString);
        using var refused = await http.GetAsync(new Uri("/admin/people", UriKind.Relative), Ct);
        Assert.Equal(HttpStatusCode.Redirect, refused.StatusCode);

        var begun = await site.Get<SecondFactorService>().Begin(Actor.User(id, "x"), Ct);
        var secret = SecondFactorServiceTests.SecretOf(begun.Uri);
        using var wrong = await DoorSite.Post(http, Urls.Enrol, ("Form.Code", "000000"));
        Assert.Contains("This code is wrong", await wrong.Content.ReadAsStringAsync(Ct), StringComparison.Ordinal);
        using var enrolled = await DoorSite.Post(http, Urls.Enrol, ("Form.Code", Code(secret, 0)));
        Assert.Contains("Recovery codes", await enrolled.Content.ReadAsStringAsync(Ct), StringComparison.Ordinal);
        using var open = await http.GetAsync(new Uri("/admin/people", UriKind.Relative), Ct);
        Assert.Equal(HttpStatusCode.OK, open.StatusCode);

        using var other = site.Http();
        using var again = await DoorSite.SignIn(other, "admin@example.test");
        using var replayed = await DoorSite.Post(other, Urls.SecondStep, ("Form.Code", Code(secret, 0)));
        Assert.Contains("This code is wrong", await replayed.Content.ReadAsStringAsync(Ct), StringComparison.Ordinal);
        using var next = await DoorSite.Post(other, Urls.SecondStep, ("Form.Code", Code(secret, 1)));
        Assert.Equal(HttpStatusCode.Redirect, next.StatusCode);
    }

    [Fact]
    public async Task Links_and_redirects_never_follow_a_forged_host()
    {
        await using var site = await DoorSite.Open();
        await site.Person("p@example.test");
        using var http = site.Http();
        http.DefaultRequestHeaders.Host = "evil.example";
        using var asked = await DoorSite.Post(http, Urls.ForgotPassword, ("Form.Email", "p@example.test"));
        await using var db = site.Db();
        var mail = await db.Mails.SingleAsync(row => row.Kind == PeopleService.ResetMail, Ct);
        Assert.DoesNotContain("evil", mail.Arguments, StringComparison.Ordinal);
        using var denied = await http.GetAsync(new Uri(Urls.Password, UriKind.Relative), Ct);
        Assert.Equal(Urls.SignInTo(Urls.Password), denied.Headers.Location?.OriginalString);
    }

    [Fact]
    public async Task Every_kind_of_answer_carries_the_headers_and_none_says_what_serves_it()
    {
        await using var site = await DoorSite.Open("Staging");
        using var http = site.Http();
        (string Path, HttpMethod Method, HttpStatusCode Code)[] answers =
        [
            (Urls.SignIn, HttpMethod.Get, HttpStatusCode.OK),
            ("/css/portal.css", HttpMethod.Get, HttpStatusCode.OK),
            ("/health/live", HttpMethod.Get, HttpStatusCode.OK),
            ("/nothing/here", HttpMethod.Get, HttpStatusCode.NotFound),
            ("/css/nothing.css", HttpMethod.Get, HttpStatusCode.NotFound),
            (Urls.SignOut, HttpMethod.Post, HttpStatusCode.BadRequest),
            (Urls.Password, HttpMethod.Get, HttpStatusCode.Redirect),
            ("/test/fault", HttpMethod.Get, HttpStatusCode.InternalServerError),
            ("/media/" + new string('0', 32), HttpMethod.Get, HttpStatusCode.NotFound),
        ];
        foreach (var (path, method, code) in answers)
        {
            using var request = new HttpRequestMessage(method, new Uri(path, UriKind.Relative));
            request.Content = method == HttpMethod.Post ? new FormUrlEncodedContent([]) : null;
            using var answer = await http.SendAsync(request, Ct);
            Assert.Equal((path, code), (path, answer.StatusCode));
            var policy = string.Join(' ', answer.Headers.GetValues("Content-Security-Policy"));
            Assert.Matches("frame-ancestors 'none'|default-src 'none'", policy);
            Assert.DoesNotMatch("script-src[^;]*unsafe", policy);
            Assert.Equal("nosniff", answer.Headers.GetValues("X-Content-Type-Options").Single());
            Assert.NotEmpty(answer.Headers.GetValues("Referrer-Policy"));
            Assert.False(answer.Headers.Contains("Server") || answer.Headers.Contains("X-Powered-By"), path);
            var body = await answer.Content.ReadAsStringAsync(Ct);
            Assert.DoesNotContain("a fault of this test", body, StringComparison.Ordinal);
            Assert.DoesNotContain("   at ", body, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Cookies_under_https_are_bound_to_the_host_and_out_of_reach_of_scripts()
    {
        await using var site = await DoorSite.Open("Staging");
        await site.Person("p@example.test");
        await site.Person("admin@example.test", StaffRole.Administrator);
        var set = new List<string>();
        foreach (var email in new[] { "p@example.test", "admin@example.test" })
        {
            using var http = site.Http();
            using var page = await http.GetAsync(new Uri(Urls.SignIn, UriKind.Relative), Ct);
            using var entered = await DoorSite.SignIn(http, email);
            set.AddRange(page.Headers.GetValues("Set-Cookie").Concat(entered.Headers.GetValues("Set-Cookie")));
        }

        var kept = set.Where(cookie => !cookie.Contains("=;", StringComparison.Ordinal)).ToList();
        Assert.Contains(kept, cookie => cookie.StartsWith("__Host-Portal=", StringComparison.Ordinal));
        Assert.Contains(kept, cookie => cookie.StartsWith("__Host-Portal.Half=", StringComparison.Ordinal));
        Assert.Contains(kept, cookie => cookie.StartsWith("__Host-Portal.Form=", StringComparison.Ordinal));
        Assert.All(
            kept,
            cookie =>
            {
                Assert.StartsWith("__Host-", cookie, StringComparison.Ordinal);
                Assert.Contains("secure", cookie, StringComparison.OrdinalIgnoreCase);
                Assert.Contains("httponly", cookie, StringComparison.OrdinalIgnoreCase);
                Assert.Matches("(?i)samesite=(lax|strict)", cookie);
                Assert.DoesNotContain("domain=", cookie, StringComparison.OrdinalIgnoreCase);
            }
        );
    }

    [Fact]
    public async Task Another_sites_page_can_neither_post_nor_open_the_socket()
    {
        await using var site = await DoorSite.Open();
        using var http = site.Http();
        foreach (var (origin, code) in new[] { ("https://evil.example", 403), ("null", 403), (site.Address, 400) })
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(Urls.SignOut, UriKind.Relative))
            {
                Content = new FormUrlEncodedContent([]),
            };
            request.Headers.Add("Origin", origin);
            using var answer = await http.SendAsync(request, Ct);
            Assert.Equal((origin, code), (origin, (int)answer.StatusCode));
        }

        using var foreign = new System.Net.WebSockets.ClientWebSocket();
        foreign.Options.SetRequestHeader("Origin", "https://evil.example");
        var socket = new Uri(site.Address.Replace("http", "ws", StringComparison.Ordinal) + "/_blazor");
        var refused = await Assert.ThrowsAsync<System.Net.WebSockets.WebSocketException>(() => foreign.ConnectAsync(socket, Ct));
        Assert.Contains("403", refused.Message, StringComparison.Ordinal);
        using var own = new System.Net.WebSockets.ClientWebSocket();
        own.Options.SetRequestHeader("Origin", site.Address);
        await own.ConnectAsync(socket, Ct);
        Assert.Equal(System.Net.WebSockets.WebSocketState.Open, own.State);
    }

    [Fact]
    public async Task A_forwarded_address_is_believed_from_the_named_proxies_only()
    {
        await using (var site = await DoorSite.Open())
        {
            Assert.Contains(await From(site), new[] { "127.0.0.1", "::1" });
        }

        await using (
            var behind = await DoorSite.Open("Development", ("Portal:TrustedProxies:0", "127.0.0.0/8"), ("Portal:TrustedProxies:1", "::1"))
        )
        {
            Assert.Equal("203.0.113.9", await From(behind));
        }

        await using var elsewhere = await DoorSite.Open("Development", ("Portal:TrustedProxies:0", "10.0.0.1"));
        Assert.Contains(await From(elsewhere), new[] { "127.0.0.1", "::1" });
    }

    [Fact]
    public async Task A_new_site_is_set_up_by_the_code_of_its_log_and_leads_to_the_second_factor()
    {
        await using var site = await DoorSite.Open();
        var code = await site.Get<SetupService>().Offer(Actor.System("setup"), Ct);
        using var http = site.Http();
        (string, string)[] form =
        [
            ("Form.DisplayName", "First"),
            ("Form.Email", "first@example.test"),
            ("Form.Password", DoorSite.Password),
        ];
        using var wrong = await DoorSite.Post(http, Urls.Setup, [("Form.Code", "WRONG"), .. form]);
        Assert.Contains("This code is wrong", await wrong.Content.ReadAsStringAsync(Ct), StringComparison.Ordinal);
        using var made = await DoorSite.Post(http, Urls.Setup, [("Form.Code", code!), .. form]);
        Assert.Equal(Urls.Enrol, made.Headers.Location?.OriginalString);
        using var closed = await http.GetAsync(new Uri(Urls.Setup, UriKind.Relative), Ct);
        Assert.Equal(HttpStatusCode.NotFound, closed.StatusCode);
    }

    [Fact]
    public async Task A_site_is_set_up_where_its_anchor_cannot_be_written_and_says_so()
    {
        await using var site = await DoorSite.Open();
        var code = await site.Get<SetupService>().Offer(Actor.System("setup"), Ct);
        using var http = site.Http();
        var anchors = site.Get<AuditAnchors>().PathOfFile;
        File.Delete(anchors);
        Directory.CreateDirectory(anchors);
        using var made = await DoorSite.Post(
            http,
            Urls.Setup,
            ("Form.Code", code!),
            ("Form.DisplayName", "First"),
            ("Form.Email", "first@example.test"),
            ("Form.Password", DoorSite.Password)
        );
        Assert.Equal(HttpStatusCode.OK, made.StatusCode);
        var said = await made.Content.ReadAsStringAsync(Ct);
        Assert.Contains("could not be noted on the disk", said, StringComparison.Ordinal);
        Assert.Contains($"href=\"{Urls.Enrol}\"", said, StringComparison.Ordinal);
        using var on = await http.GetAsync(new Uri(Urls.Enrol, UriKind.Relative), Ct);
        Assert.Equal(HttpStatusCode.OK, on.StatusCode);
    }

    [Fact]
    public async Task Fields_nobody_offered_change_nothing()
    {
        await using var site = await DoorSite.Open();
        using var http = site.Http();
        using var made = await DoorSite.Post(
            http,
            Urls.SignUp,
            ("Form.DisplayName", "Mallory"),
            ("Form.Email", "mallory@example.test"),
            ("Form.Password", DoorSite.Password),
            ("Form.Role", "Administrator"),
            ("Form.EmailConfirmed", "true"),
            ("Form.IsDemo", "true"),
            ("Form.Id", "1")
        );
        await using var db = site.Db();
        var user = await db.Users.SingleAsync(row => row.Email == "mallory@example.test", Ct);
        Assert.Equal((false, false), (user.EmailConfirmed, user.IsDemo));
        Assert.Empty(await db.StaffAssignments.ToListAsync(Ct));
        Assert.Empty(await db.Memberships.ToListAsync(Ct));
    }

    [Fact]
    public async Task A_check_that_breaks_refuses_and_a_trace_is_not_answered()
    {
        await using var site = await DoorSite.Open("Staging");
        await site.Person("p@example.test");
        using var http = site.Http();
        using var entered = await DoorSite.SignIn(http, "p@example.test");
        Assert.Equal(HttpStatusCode.OK, (await http.GetAsync(new Uri(Urls.Password, UriKind.Relative), Ct)).StatusCode);
        await using var db = site.Db();
        foreach (
            var (away, back) in ((string, string)[])
                [
                    ("ALTER TABLE \"Sessions\" RENAME TO \"Gone\"", "ALTER TABLE \"Gone\" RENAME TO \"Sessions\""),
                    ("ALTER TABLE \"Memberships\" RENAME TO \"Gone\"", "ALTER TABLE \"Gone\" RENAME TO \"Memberships\""),
                    ("ALTER TABLE \"StaffAssignments\" RENAME TO \"Gone\"", "ALTER TABLE \"Gone\" RENAME TO \"StaffAssignments\""),
                ]
        )
        {
            await db.Database.ExecuteSqlRawAsync(away, Ct);
            using var broken = await http.GetAsync(new Uri(Urls.Me, UriKind.Relative), Ct);
            Assert.True(broken.StatusCode is HttpStatusCode.InternalServerError or HttpStatusCode.Redirect, $"{away}: {broken.StatusCode}");
            await db.Database.ExecuteSqlRawAsync(back, Ct);
        }

        Assert.Equal(HttpStatusCode.OK, (await http.GetAsync(new Uri(Urls.Password, UriKind.Relative), Ct)).StatusCode);
        using var trace = new HttpRequestMessage(HttpMethod.Trace, new Uri(Urls.SignIn, UriKind.Relative));
        trace.Headers.Add("X-Canary", "do not echo");
        using var answer = await http.SendAsync(trace, Ct);
        Assert.False(answer.IsSuccessStatusCode);
        Assert.DoesNotContain("do not echo", await answer.Content.ReadAsStringAsync(Ct), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Portal:BaseAddress", "http://portal.example")]
    [InlineData("Demo:Enabled", "true")]
    [InlineData("FORWARDEDHEADERS_ENABLED", "true")]
    [InlineData("Portal:TrustedProxies:0", "everybody")]
    public async Task Production_does_not_start_with_a_setting_that_is_not_safe(string key, string value)
    {
        Assert.False(await DoorSite.Starts("Production", (key, value)));
    }

    [Fact]
    public async Task Production_starts_with_the_settings_it_should_have() => Assert.True(await DoorSite.Starts("Production"));

    private static async Task<string> From(DoorSite site)
    {
        using var http = site.Http();
        http.DefaultRequestHeaders.Add("X-Forwarded-For", "203.0.113.9");
        return await http.GetStringAsync(new Uri("/test/from", UriKind.Relative), Ct);
    }

    private static async Task<HttpStatusCode> Look(DoorSite site, string cookies, string path)
    {
        using var http = new HttpClient(new HttpClientHandler { UseCookies = false, AllowAutoRedirect = false });
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(site.Address + path));
        request.Headers.Add("Cookie", cookies);
        using var answer = await http.SendAsync(request, Ct);
        return answer.StatusCode;
    }

    private static string Code(byte[] secret, int later) =>
        TotpRules.Code(secret, TotpRules.StepOf(TimeProvider.System.GetUtcNow().UtcDateTime) + later);

    private static string TokenIn(string page) =>
        System.Text.RegularExpressions.Regex.Match(page, "name=\"__RequestVerificationToken\" value=\"([^\"]+)\"").Groups[1].Value;
}
