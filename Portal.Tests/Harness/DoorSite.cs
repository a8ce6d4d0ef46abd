using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Playwright;
using Portal.Api;
using Portal.Hosting;

namespace Portal.Tests.Harness;

/// <summary>
/// The product in this process and outside demo mode, on localhost, over http (Development) or https (any other environment): for tests of
/// the door, which need its services and its settings. Without the job server; mails wait in their table.
/// </summary>
public sealed class DoorSite : IAsyncDisposable
{
    public const string Password = "a walk along the river";

    private readonly WebApplication _app;
    private readonly string _folder;
    private IPlaywright? _playwright;
    private IBrowser? _browser;

    private DoorSite(WebApplication app, string folder, string address)
    {
        _app = app;
        _folder = folder;
        Address = address;
    }

    public string Address { get; }

    /// <summary>What <c>/test/held</c> waits for: a file that is on its way as long as a test wants.</summary>
    public TaskCompletionSource Held { get; } = new();

    public T Get<T>()
        where T : notnull => _app.Services.GetRequiredService<T>();

    public PortalDb Db() => Get<IDbContextFactory<PortalDb>>().CreateDbContext();

    public static async Task<DoorSite> Open(string environment = "Development", params (string Key, string Value)[] settings)
    {
        var (app, folder, address) = Build(environment, settings);
        var site = new DoorSite(app, folder, address);
        Assert.True(await app.Prepare());
        app.UseSite();
        app.MapScreens();
        app.MapDocuments();
        app.MapHealth();
        app.MapGet("/test/fault", IResult () => throw new InvalidOperationException("a fault of this test"));
        app.MapGet("/test/away", (HttpContext http) => Results.Redirect($"{http.Request.Scheme}://{http.Request.Host}//evil.test/"));
        app.MapGet("/test/held", (CancellationToken ct) => site.Held.Task.WaitAsync(ct)).WithMetadata(new TakesFile());
        app.MapGet("/test/from", (HttpContext http) => http.Connection.RemoteIpAddress?.ToString());
        await app.StartAsync();
        return site;
    }

    /// <summary>Whether a site with these settings would open its doors.</summary>
    public static async Task<bool> Starts(string environment, params (string Key, string Value)[] settings)
    {
        var (app, folder, address) = Build(environment, settings);
        await using var site = new DoorSite(app, folder, address);
        return await app.Prepare();
    }

    private static (WebApplication App, string Folder, string Address) Build(string environment, (string Key, string Value)[] settings)
    {
        var folder = Directory.CreateTempSubdirectory("portal-door-").FullName;
        var port = Site.FreePort();
        var scheme = environment == "Development" ? "http" : "https";
        var address = $"{scheme}://localhost:{port}";
        var builder = WebApplication.CreateBuilder(
            new WebApplicationOptions
            {
                ApplicationName = "Portal",
                EnvironmentName = environment,
                ContentRootPath = Repository.PathOf("Portal"),
            }
        );
        builder.Configuration.AddInMemoryCollection(
            new Dictionary<string, string?>
            {
                ["Portal:DataDirectory"] = folder,
                ["Portal:BaseAddress"] = address,
                ["Demo:Enabled"] = "false",
            }
        );
        builder.Configuration.AddInMemoryCollection(WideLimits.Settings);
        builder.Configuration.AddInMemoryCollection(settings.Select(one => KeyValuePair.Create(one.Key, (string?)one.Value)));
        builder.Logging.SetMinimumLevel(LogLevel.Critical);
        builder.WebHost.UseStaticWebAssets();
        builder.AddSite();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.ListenLocalhost(port, listen => Secure(listen, scheme)));
        builder.AddIdentityAndPermits();
        builder.AddScreens();
        return (builder.Build(), folder, address);
    }

    /// <summary>A confirmed account with the password of this class.</summary>
    public async Task<long> Person(string email, StaffRole? role = null) =>
        await Get<PeopleService>().CreateUser(Actor.Operator, new NewUser(email, "Somebody", Password, role), CancellationToken.None);

    /// <summary>A browser's manners without a browser: cookies kept, redirects not followed.</summary>
    public HttpClient Http(CookieContainer? cookies = null) =>
        new(
            new HttpClientHandler
            {
                CookieContainer = cookies ?? new CookieContainer(),
                AllowAutoRedirect = false,
#pragma warning disable MA0039 // The certificate of the site under test is its own.
                ServerCertificateCustomValidationCallback = HttpClientHandler.DangerousAcceptAnyServerCertificateValidator,
#pragma warning restore MA0039
            }
        )
        {
            BaseAddress = new Uri(Address),
        };

    /// <summary>Opens a page and posts its form with these fields.</summary>
    public static async Task<HttpResponseMessage> Post(HttpClient http, string path, params (string Name, string Value)[] fields)
    {
        var page = await http.GetStringAsync(new Uri(path, UriKind.Relative));
        var form = Regex
            .Matches(page, "<form[^>]*method=\"post\".*?</form>", RegexOptions.Singleline)
            .First(one => one.Value.Contains("_handler", StringComparison.Ordinal))
            .Value;
        var hidden = Regex
            .Matches(form, "<input[^>]*type=\"hidden\"[^>]*>")
            .Select(input => (Attribute(input.Value, "name"), Attribute(input.Value, "value")));
        using var content = new FormUrlEncodedContent(hidden.Concat(fields).Select(one => KeyValuePair.Create(one.Item1, one.Item2)));
        return await http.PostAsync(new Uri(path, UriKind.Relative), content);
    }

    public static Task<HttpResponseMessage> SignIn(HttpClient http, string email, string password = Password) =>
        Post(http, "/sign-in", ("Form.Email", email), ("Form.Password", password));

    /// <summary>A page of a browser that has an authenticator of its own, which always finds its person present.</summary>
    public async Task<IPage> Page()
    {
        _playwright ??= await Playwright.CreateAsync();
        _browser ??= await _playwright.Chromium.LaunchAsync(
            new BrowserTypeLaunchOptions { ExecutablePath = "/usr/bin/chromium", Args = Site.ChromiumFlags }
        );
        var context = await _browser.NewContextAsync(new BrowserNewContextOptions { BaseURL = Address, IgnoreHTTPSErrors = true });
        var page = await context.NewPageAsync();
        page.SetDefaultTimeout(Site.PatienceMs);
        return page;
    }

    /// <summary>Gives the page's browser an authenticator; what comes back says whether its person is there.</summary>
    public static async Task<Func<bool, Task>> AddAuthenticator(IPage page)
    {
        var cdp = await page.Context.NewCDPSessionAsync(page);
        await cdp.SendAsync("WebAuthn.enable");
        var options = new Dictionary<string, object>
        {
            ["protocol"] = "ctap2",
            ["transport"] = "internal",
            ["hasResidentKey"] = true,
            ["hasUserVerification"] = true,
            ["isUserVerified"] = true,
            ["automaticPresenceSimulation"] = true,
        };
        var made = await cdp.SendAsync("WebAuthn.addVirtualAuthenticator", new Dictionary<string, object> { ["options"] = options });
        var id = made!.Value.GetProperty("authenticatorId").GetString()!;
        return present =>
            cdp.SendAsync(
                "WebAuthn.setAutomaticPresenceSimulation",
                new Dictionary<string, object> { ["authenticatorId"] = id, ["enabled"] = present }
            );
    }

    public async ValueTask DisposeAsync()
    {
        if (_browser is not null)
        {
            await _browser.DisposeAsync();
        }

        _playwright?.Dispose();
        // As a server stops: open pages are told before the services they stand on go.
        await _app.StopAsync();
        await _app.DisposeAsync();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        Directory.Delete(_folder, recursive: true);
    }

    private static string Attribute(string input, string name) =>
        WebUtility.HtmlDecode(Regex.Match(input, $"\\b{name}=\"([^\"]*)\"").Groups[1].Value);

    private static void Secure(ListenOptions listen, string scheme)
    {
        if (scheme == "https")
        {
            using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
            var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256);
            using var made = request.CreateSelfSigned(DateTimeOffset.UnixEpoch.AddYears(50), DateTimeOffset.UnixEpoch.AddYears(100));
            listen.UseHttps(X509CertificateLoader.LoadPkcs12(made.Export(X509ContentType.Pfx), null));
        }
    }
}
