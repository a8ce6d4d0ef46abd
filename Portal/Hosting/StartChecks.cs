using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Portal.Domain.Audit;
using Portal.Domain.Data;
using Portal.Domain.Kernel;
using Portal.Options;

namespace Portal.Hosting;

/// <summary>What must be true before the doors open.</summary>
internal static class StartChecks
{
    /// <summary>The data directory can be written and the database has this version's schema. Otherwise one sentence, not a fault's trace.</summary>
    public static async Task<bool> Stands(WebApplication app)
    {
        try
        {
            // Before anything is asked of the domain, which would make its keys there.
            DataFolder.Open(app.Services.GetRequiredService<DatabaseSettings>());
            await app.Services.GetRequiredService<Migrator>().Migrate(CancellationToken.None);
            return true;
        }
        catch (Refusal refusal)
        {
            return Stops(app, Components.RefusalText.Refusal(refusal, CultureInfo.InvariantCulture));
        }
    }

    /// <summary>A trail has an anchor from its first day on: until the night it could be cut off unseen.</summary>
    public static async Task<bool> Anchored(WebApplication app)
    {
        try
        {
            await app.Services.GetRequiredService<AuditKeepingService>().Anchor(Actor.System("audit"), "start", CancellationToken.None);
            return true;
        }
        catch (Refusal refusal) when (refusal.Code == AuditKeepingService.AnchorRefused)
        {
            return Stops(
                app,
                $"The end of the audit trail cannot be noted in {refusal.Args[0]}: {refusal.Args[1]} See Audit:AnchorFolder."
            );
        }
    }

    public static async Task<bool> Pass(WebApplication app)
    {
        var demo = app.Services.GetRequiredService<IOptions<DemoOptions>>().Value.Enabled;
        var problems = new List<string>();
        if (app.Environment.IsProduction())
        {
            if (demo)
            {
                problems.Add("Demo:Enabled is true. Demo mode signs anybody in with one click: set it to false in Production.");
            }

            problems.AddRange(Address(app));
            await using var db = await app.Services.GetRequiredService<IDbContextFactory<PortalDb>>().CreateDbContextAsync();
            if (await db.Users.AnyAsync(user => user.IsDemo))
            {
                problems.Add("The database holds demo users. Start Production with a data directory of its own.");
            }
        }

        problems.AddRange(Proxies(app));
        if (!await app.Services.GetRequiredService<AuditKeepingService>().KeyFits(Actor.System("audit"), CancellationToken.None))
        {
            problems.Add("The audit key did not sign this trail. Bring back keys/audit.key, or set Audit:Key as on the other servers.");
        }

        foreach (var problem in problems)
        {
            Stops(app, problem);
        }

        return problems.Count == 0;
    }

    private static bool Stops(WebApplication app, string problem)
    {
        app.Logger.LogCritical("Portal does not start: {Problem}", problem);
        return false;
    }

    private static IEnumerable<string> Address(WebApplication app)
    {
        var address = app.Services.GetRequiredService<IOptions<SiteOptions>>().Value.BaseAddress;
        if (!Uri.TryCreate(address, UriKind.Absolute, out var parsed) || parsed.Scheme != Uri.UriSchemeHttps)
        {
            yield return $"Portal:BaseAddress is {address}. Set it to the https address people type: links, cookies and passkeys hang on it.";
        }

        if (app.Configuration.GetValue<bool>("FORWARDEDHEADERS_ENABLED"))
        {
            yield return "ASPNETCORE_FORWARDEDHEADERS_ENABLED believes everybody. Name the proxies in Portal:TrustedProxies instead.";
        }
    }

    private static IEnumerable<string> Proxies(WebApplication app)
    {
        foreach (var one in app.Services.GetRequiredService<IOptions<SiteOptions>>().Value.TrustedProxies)
        {
            if (!System.Net.IPAddress.TryParse(one, out _) && !System.Net.IPNetwork.TryParse(one, out _))
            {
                yield return $"Portal:TrustedProxies has {one}, which is neither an address nor a network such as 10.0.0.0/24.";
            }
        }
    }
}
