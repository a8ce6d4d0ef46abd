using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Deque.AxeCore.Commons;
using Microsoft.Playwright;

[assembly: AssemblyFixture(typeof(Portal.Tests.Harness.Site))]

namespace Portal.Tests.Harness;

/// <summary>The people of demo mode, as the buttons of the demo strip name them.</summary>
public enum DemoRole
{
    Merchant,
    Reviewer,
    Finance,
    Approver,
    Administrator,
    Support,
    Follower,
}

/// <summary>
/// The built product as a process of its own (Development, demo mode, a new data directory, a free port) and a browser before it. One serves
/// all browser tests; it starts when the first of them asks for a page. Tests that decide the next waiting case share the collection
/// <see cref="ReviewDesk"/>, so that none takes another's case.
/// </summary>
public sealed partial class Site : IAsyncLifetime
{
    /// <summary>The collection of the tests that work at the demo reviewer's desk.</summary>
    public const string ReviewDesk = "Review desk";

    /// <summary>Where <see cref="Shot"/> puts pictures: kept by CI, ignored by git.</summary>
    public static readonly string Pictures = Path.Combine(Root(), "Portal.Tests", "artifacts", "shots");

    private const string Host = "127.0.0.1";

    internal static readonly string[] ChromiumFlags =
    [
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        // Playwright's own list, which this one replaces, and the address bar's popups: two more processes for every page that is opened.
        "--disable-features=AvoidUnnecessaryBeforeUnloadCheckSync,DestroyProfileOnBrowserClose,DialMediaRouteProvider,GlobalMediaControls,"
            + "HttpsUpgrades,LensOverlay,MediaRouter,PaintHolding,ThirdPartyStoragePartitioning,BlockOriginHeaderModificationOnRedirect,"
            + "AvoidCorsURLLoaderRestartOnRedirect,Translate,OptimizationHints,NetworkTimeServiceQuerying,AimEnabled,"
            + "WebUIOmniboxPopup,WebUIOmniboxAimPopup",
    ];

    private static bool TakesPictures =>
        Environment.GetEnvironmentVariable("PORTAL_PICTURES") == "1" || Environment.GetEnvironmentVariable("PORTAL_WRITE_DOCS") == "1";

    /// <summary>How long a browser test waits for anything before it fails: only a failure costs the time, and a loaded machine is slow.</summary>
    internal const int PatienceMs = 60_000;

    private static readonly string Axe = new BundledAxeScriptProvider().GetScript();

    private const int LooksASecond = 20;

    private static readonly TimeSpan StartMax = TimeSpan.FromSeconds(240);

    private readonly StringBuilder _output = new();
    private readonly Lock _outputLock = new();
    private readonly Lazy<Task> _started;
    private Process? _process;
    private IPlaywright? _playwright;
    private IBrowser? _browser;

    public string Folder { get; } = Directory.CreateTempSubdirectory("portal-site-").FullName;

    /// <summary>Without a slash at the end: <c>http://127.0.0.1:40123</c>.</summary>
    public string Address { get; } = $"http://{Host}:{FreePort()}";

    /// <summary>What the process has written so far.</summary>
    public string Output
    {
        get
        {
            lock (_outputLock)
            {
                return _output.ToString();
            }
        }
    }

    public Site()
    {
        _started = new Lazy<Task>(Begin);
        Assertions.SetDefaultExpectTimeout(PatienceMs);
    }

    /// <summary>Nothing yet: a run without browser tests should not wait for a site.</summary>
    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    private async Task Begin()
    {
        _process = Start();
        await UntilReady();
        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(
            new BrowserTypeLaunchOptions { ExecutablePath = "/usr/bin/chromium", Args = ChromiumFlags }
        );
    }

    public async ValueTask DisposeAsync()
    {
        if (_browser is not null)
        {
            await _browser.DisposeAsync();
        }

        _playwright?.Dispose();
        if (_process is { HasExited: false })
        {
            _process.Kill(entireProcessTree: true);
            await _process.WaitForExitAsync();
        }

        _process?.Dispose();
        Directory.Delete(Folder, recursive: true);
    }

    /// <summary>Completes when the site answers; for tests that need no browser.</summary>
    public Task Ready() => _started.Value;

    /// <summary>A page of a browser that knows nothing yet; <paramref name="through"/> is the address of a <see cref="SlowLine"/>. Anything the browser logs as an error fails <see cref="NoErrors"/>.</summary>
    public async Task<IPage> Page(int width = 1440, string theme = "light", string lang = "en", string? through = null)
    {
        await Ready();
        var context = await _browser!.NewContextAsync(
            new BrowserNewContextOptions
            {
                BaseURL = through ?? Address,
                Locale = lang,
                ViewportSize = new ViewportSize { Width = width, Height = width < 600 ? 844 : 900 },
                // As sharp as a phone only where somebody looks: four times the pixels are four times the painting.
                DeviceScaleFactor = width < 600 && TakesPictures ? 2 : 1,
                ReducedMotion = ReducedMotion.Reduce,
            }
        );
        ClosePagesAttribute.Keep(context);
        var page = await context.NewPageAsync();
        page.SetDefaultTimeout(PatienceMs);
        await Dress(page, theme, lang);
        return page;
    }

    /// <summary>The same person's page in a browser whose scripts are switched off.</summary>
    public async Task WithoutScript(IPage signedIn, string path, Func<IPage, Task> look)
    {
        // The browser's own switch as well: with Playwright's alone the parser may still believe in scripts and leave out what noscript holds.
        await using var browser = await _playwright!.Chromium.LaunchAsync(
            new BrowserTypeLaunchOptions
            {
                ExecutablePath = "/usr/bin/chromium",
                Args = [.. ChromiumFlags, "--blink-settings=scriptEnabled=false"],
            }
        );
        var state = await signedIn.Context.StorageStateAsync();
        var context = await browser.NewContextAsync(
            new BrowserNewContextOptions
            {
                BaseURL = Address,
                StorageState = state,
                JavaScriptEnabled = false,
            }
        );
        var page = await context.NewPageAsync();
        await page.GotoAsync(path);
        await look(page);
    }

    /// <summary>A page signed in by the button of the demo strip, on that person's first page.</summary>
    public async Task<IPage> SignInAs(DemoRole role, int width = 1440, string theme = "light", string lang = "en", string? through = null)
    {
        var page = await Page(width, theme, lang, through);
        await page.GotoAsync("/sign-in");
        await page.Locator($"button[name=role][value={role}]").First.ClickAsync();
        await At(page, url => !url.Contains("/sign-in", StringComparison.Ordinal));
        await Settled(page);
        return page;
    }

    /// <summary>
    /// Waits until the browser's address is as wanted. Polled: a navigation that commits while WaitForURL subscribes is missed by it. When it
    /// does not come, what the page says instead.
    /// </summary>
    public static async Task At(IPage page, Func<string, bool> address)
    {
        for (var look = 0; look < PatienceMs * LooksASecond / 1_000 && !address(page.Url); look++)
        {
            await page.WaitForTimeoutAsync(1_000 / LooksASecond);
        }

        if (!address(page.Url))
        {
            Assert.Fail($"Still at {page.Url}: {await page.Locator("body").InnerTextAsync()}");
        }

        // The address changes a moment before the page does: until then, what is looked at is still the page before.
        await page.WaitForFunctionAsync(
            "() => { const skip = document.querySelector('.p-skip'); return !skip || new URL(skip.href).pathname === location.pathname; }"
        );
    }

    public static Task At(IPage page, string end) => At(page, url => url.EndsWith(end, StringComparison.Ordinal));

    /// <summary>Waits until the page shows its heading and nothing is loading any more.</summary>
    public static async Task Settled(IPage page)
    {
        await page.Locator("h1").First.WaitForAsync();
        await page.WaitForFunctionAsync("() => document.querySelector('.p-skeleton') === null");
    }

    /// <summary>Shows the page in that width, theme and language, with its picture <c>name-width-theme-lang.png</c>.</summary>
    public static async Task Shot(IPage page, string name, int width = 1440, string theme = "light", string lang = "en")
    {
        await page.SetViewportSizeAsync(width, width < 600 ? 844 : 900);
        await Dress(page, theme, lang);
        await page.ReloadAsync();
        await Settled(page);
        await Picture(page, $"{name}-{width}-{theme}-{lang}");
    }

    /// <summary>Takes a picture of the whole page into <see cref="Pictures"/> when PORTAL_PICTURES=1: for people who want to look, not for every run.</summary>
    public static async Task Picture(IPage page, string name)
    {
        if (Environment.GetEnvironmentVariable("PORTAL_PICTURES") == "1")
        {
            var path = Path.Combine(Directory.CreateDirectory(Pictures).FullName, name + ".png");
            await page.ScreenshotAsync(new PageScreenshotOptions { Path = path, FullPage = true });
        }
    }

    /// <summary>
    /// Fails when axe finds anything against WCAG 2.2 A or AA, or when the page can be pushed sideways. Axe runs in the page itself:
    /// Deque's own driver for Playwright opens a second page for every look, to put together frames from elsewhere, of which there are none.
    /// </summary>
    public static async Task AxeClean(IPage page)
    {
        await page.EvaluateAsync(Axe);
        var found = await page.EvaluateAsync<string[]>(
            """
            async () => {
                const values = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
                // Of what passes one node is enough: gathering all of them takes longer than looking.
                const result = await axe.run(document, { runOnly: { type: 'tag', values }, resultTypes: ['violations'] });
                return result.violations.flatMap(violation => violation.nodes.map(node =>
                    `${violation.id}: ${violation.help}\n    ${node.html}\n    ${node.any.map(check => check.message).join('; ')}`));
            }
            """
        );
        Assert.True(found.Length == 0, $"axe at {page.Url}:\n{string.Join("\n", found)}");
        var over = await page.EvaluateAsync<int>("() => document.documentElement.scrollWidth - document.documentElement.clientWidth");
        Assert.True(over <= 0, $"{page.Url} is {over} px too wide.");
    }

    private static Task Dress(IPage page, string theme, string lang) =>
        page.Context.AddCookiesAsync([
            CookieOf("portal.theme", theme),
            CookieOf(".AspNetCore.Culture", Uri.EscapeDataString($"c={lang}|uic={lang}")),
        ]);

    private static Microsoft.Playwright.Cookie CookieOf(string name, string value) =>
        new()
        {
            Name = name,
            Value = value,
            Domain = Host,
            Path = "/",
            SameSite = SameSiteAttribute.Lax,
        };

    private Process Start()
    {
        var dll = Path.Combine(AppContext.BaseDirectory, "Portal.dll");
        var start = new ProcessStartInfo("dotnet", [dll, "--urls", Address])
        {
            // The content root holds appsettings and, through the manifest beside the assembly, the static files.
            WorkingDirectory = Path.Combine(Root(), "Portal"),
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        start.Environment["ASPNETCORE_ENVIRONMENT"] = "Development";
        start.Environment["Portal__DataDirectory"] = Folder;
        start.Environment["Portal__BaseAddress"] = Address;
        start.Environment["Demo__Enabled"] = "true";
        WideLimits.For(start);
        var process = Process.Start(start) ?? throw new InvalidOperationException("Portal did not start.");
        process.OutputDataReceived += (_, line) => Keep(line.Data);
        process.ErrorDataReceived += (_, line) => Keep(line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return process;
    }

    private void Keep(string? line)
    {
        lock (_outputLock)
        {
            _output.AppendLine(line);
        }
    }

    private async Task UntilReady()
    {
        using var http = new HttpClient();
        var watch = Stopwatch.StartNew();
        while (watch.Elapsed < StartMax)
        {
            if (_process!.HasExited)
            {
                throw new InvalidOperationException($"Portal stopped with {_process.ExitCode}:\n{Output}");
            }

            try
            {
                using var answer = await http.GetAsync(new Uri(Address + "/health/ready"));
                if (answer.StatusCode == HttpStatusCode.OK)
                {
                    return;
                }
            }
            catch (HttpRequestException)
            {
                // Not listening yet.
            }

            await Task.Delay(100);
        }

        throw new TimeoutException($"Portal was not ready after {StartMax.TotalSeconds} s:\n{Output}");
    }

    internal static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Portal.sln")))
        {
            folder = folder.Parent ?? throw new InvalidOperationException("No Portal.sln above the tests.");
        }

        return folder.FullName;
    }
}
