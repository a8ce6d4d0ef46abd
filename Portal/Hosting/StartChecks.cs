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

            await using var db = await app.Services.GetRequiredService<IDbContextFactory<PortalDb>>().CreateDbContextAsync();
            if (await db.Users.AnyAsync(user => user.IsDemo))
            {
                problems.Add("The database holds demo users. Start Production with a data directory of its own.");
            }
        }

        if (!await app.Services.GetRequiredService<AuditKeepingService>().KeyFits(Actor.System("audit"), CancellationToken.None))
        {
            problems.Add("The audit key did not sign this trail. Bring back keys/audit.key, or set Audit:Key as on the other servers.");
        }

        foreach (var problem in problems)
        {
            app.Logger.LogCritical("Portal does not start: {Problem}", problem);
        }

        return problems.Count == 0;
    }
}
