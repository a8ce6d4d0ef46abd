using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;
using Portal.Domain.Data;
using Portal.Domain.Demo;
using Portal.Domain.Identity;
using Portal.Domain.Kernel;
using Portal.Hosting;
using Portal.Tests.Harness;

namespace Portal.Benchmarks;

/// <summary>
/// What open pages cost: the site in this process, its readers in another one, each with a payments list on the screen. Beside it, pages that
/// show nothing. <c>circuits 100 1000</c>.
/// </summary>
internal static partial class CircuitsBenchmark
{
    private const string Merchant = "scale-000001";
    private const string Email = "reader@example.test";
    private const string Password = "a walk along the river";
    private const string Nothing = "nothing";

    // An order's number alone would be taken for a size.
    private const string Shows = "shows:";
    private const double KilobytesMax = 500;
    private const double GigabytesMax = 1.5;

    public static async Task Run(int[] sizes)
    {
        await using var site = await Site.Open();
        await site.Get<ScaleSeedService>().Fill(Actor.Operator, new ScaleAsk(1, 5_000, 100, 1), default);
        var people = site.Get<PeopleService>();
        var reader = await people.CreateUser(Actor.Operator, new NewUser(Email, "Reader", Password), default);
        await people.AddMember(Actor.Operator, Merchant, reader, MerchantRole.Owner, default);
        var newest = await Newest(site);
        await using var app = await Host(site.Folder);
        var address = app.Urls.First();
        Print($"{"pages", -24}{"heap MB", 10}{"KB a page", 12}{"process MB", 12}");
        await Measure("showing nothing", address, Nothing, [100]);
        var (kilobytes, gigabytes) = await Measure("payments list", address, newest, sizes);
        Print($"a payments list {kilobytes:F0} KB, wanted under {KilobytesMax:F0}: {(kilobytes < KilobytesMax ? "reached" : "MISSED")}");
        Print(
            $"{sizes[^1]} of them {gigabytes:F2} GB, wanted under {GigabytesMax:F1}: {(gigabytes < GigabytesMax ? "reached" : "MISSED")}"
        );
        await app.StopAsync();
    }

    /// <summary>The readers: opens as many pages as each line of the input says, and says so when all show what they should.</summary>
    public static async Task Read(string address, string shows)
    {
        var text = shows[Shows.Length..];
        var cookies = new CookieContainer();
        using var handler = new HttpClientHandler { CookieContainer = cookies, AllowAutoRedirect = false };
        using var http = new HttpClient(handler) { BaseAddress = new Uri(address) };
        await SignIn(http);
        var open = new List<CircuitCaller>();
        while (Console.ReadLine() is { } line)
        {
            var wanted = int.Parse(line, CultureInfo.InvariantCulture);
            while (open.Count < wanted)
            {
                var (caller, shown) =
                    text == Nothing
                        ? (await CircuitCaller.Open(http, cookies, default), true)
                        : await CircuitCaller.OpenPage(http, cookies, $"/m/{Merchant}/payments", text, default);
                if (!caller.IsOpen || !shown)
                {
                    throw new InvalidOperationException($"Page {open.Count + 1} of {wanted} did not open ({caller.Negotiated}).");
                }

                open.Add(caller);
            }

            Console.WriteLine(open.Count);
        }
    }

    private static async Task<(double Kilobytes, double Gigabytes)> Measure(string name, string address, string text, int[] sizes)
    {
        var start = new ProcessStartInfo("dotnet", [typeof(CircuitsBenchmark).Assembly.Location, "circuits-readers", address, Shows + text])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        using var readers = Process.Start(start)!;
        // What the first pages load once is no page's cost.
        const int first = 10;
        await Open(readers, first);
        var before = Heap();
        var (each, all) = (0.0, 0.0);
        foreach (var size in sizes)
        {
            await Open(readers, first + size);
            var heap = Heap();
            using var process = Process.GetCurrentProcess();
            each = (heap - before) / 1024.0 / size;
            all = process.WorkingSet64 / 1024.0 / 1024 / 1024;
            Print($"{name + " " + size, -24}{heap / 1048576.0, 10:F1}{each, 12:F1}{all * 1024, 12:F1}");
        }

        readers.StandardInput.Close();
        await readers.WaitForExitAsync();
        return (each, all);
    }

    private static async Task Open(Process readers, int pages)
    {
        await readers.StandardInput.WriteLineAsync(pages.ToString(CultureInfo.InvariantCulture));
        await readers.StandardInput.FlushAsync();
        _ = await readers.StandardOutput.ReadLineAsync() ?? throw new InvalidOperationException("The readers ended.");
    }

    private static long Heap()
    {
        for (var time = 0; time < 3; time++)
        {
            GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
            GC.WaitForPendingFinalizers();
        }

        return GC.GetTotalMemory(forceFullCollection: true);
    }

    private static async Task<string> Newest(Site site)
    {
        await using var db = site.Db();
        return await db.Payments.OrderByDescending(row => row.Id).Select(row => row.OrderNo).FirstAsync();
    }

    /// <summary>The site as it runs, but for its clocks, with room for all these pages of one person.</summary>
    private static async Task<WebApplication> Host(string folder)
    {
        var root = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(root.FullName, "Portal.sln")))
        {
            root = root.Parent ?? throw new InvalidOperationException("No Portal.sln above the benchmarks.");
        }

        var builder = WebApplication.CreateBuilder(
            new WebApplicationOptions
            {
                ApplicationName = "Portal",
                EnvironmentName = "Development",
                ContentRootPath = Path.Combine(root.FullName, "Portal"),
            }
        );
        builder.Configuration.AddInMemoryCollection(
            new Dictionary<string, string?>
            {
                ["Portal:DataDirectory"] = folder,
                // In demo mode money roles need no second factor.
                ["Demo:Enabled"] = "true",
                ["Limits:PagesPerPerson"] = "100000",
                ["Limits:PagesAtOnce"] = "100000",
                ["Limits:RequestsPerPerson"] = "100000",
                ["Limits:RequestsPerAddress"] = "100000",
            }
        );
        builder.Logging.SetMinimumLevel(LogLevel.Critical);
        builder.WebHost.UseStaticWebAssets();
        builder.AddSite();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.AddIdentityAndPermits();
        builder.AddScreens();
        var app = builder.Build();
        if (!await app.Prepare())
        {
            throw new InvalidOperationException("The site does not start.");
        }

        app.UseSite();
        app.MapScreens();
        await app.StartAsync();
        return app;
    }

    private static async Task SignIn(HttpClient http)
    {
        var path = new Uri("/sign-in", UriKind.Relative);
        var page = await http.GetStringAsync(path);
        var form = Form().Matches(page).First(one => one.Value.Contains("_handler", StringComparison.Ordinal)).Value;
        var fields = Hidden()
            .Matches(form)
            .Select(input =>
                KeyValuePair.Create(
                    Name().Match(input.Value).Groups[1].Value,
                    WebUtility.HtmlDecode(Value().Match(input.Value).Groups[1].Value)
                )
            )
            .Append(KeyValuePair.Create("Form.Email", Email))
            .Append(KeyValuePair.Create("Form.Password", Password));
        using var content = new FormUrlEncodedContent(fields);
        using var answer = await http.PostAsync(path, content);
        if (answer.StatusCode != HttpStatusCode.Redirect)
        {
            throw new InvalidOperationException($"Signing in was answered with {answer.StatusCode}.");
        }
    }

    private static void Print(FormattableString line) => Console.WriteLine(line.ToString(CultureInfo.InvariantCulture));

    [GeneratedRegex("<form[^>]*method=\"post\".*?</form>", RegexOptions.Singleline)]
    private static partial Regex Form();

    [GeneratedRegex("<input[^>]*type=\"hidden\"[^>]*>")]
    private static partial Regex Hidden();

    [GeneratedRegex("\\bname=\"([^\"]*)\"")]
    private static partial Regex Name();

    [GeneratedRegex("\\bvalue=\"([^\"]*)\"")]
    private static partial Regex Value();
}
