using Microsoft.EntityFrameworkCore;
using Portal.Domain.Data;
using Portal.Domain.Identity;
using Portal.Domain.Kernel;

namespace Portal.Demo;

/// <summary>
/// Fills an empty site with living data, dated relative to today and made through the services, so that everything in it is legal. Steps are
/// in order; a site that already has people is left alone.
/// </summary>
public sealed partial class DemoSeeder(IDbContextFactory<PortalDb> dbs, PeopleService people, ILogger<DemoSeeder> logger)
{
    private static readonly Actor Seed = Actor.System("seed");

    /// <summary>True when the demo was made, false when the site was not empty.</summary>
    public async Task<bool> SeedDemo(CancellationToken ct)
    {
        await using (var db = await dbs.CreateDbContextAsync(ct))
        {
            if (await db.Users.AnyAsync(ct))
            {
                return false;
            }
        }

        var started = TimeProvider.System.GetTimestamp();
        foreach (var person in DemoPeople.All)
        {
            var form = new NewUser(person.Email, person.DisplayName, null, person.Staff, "en", IsDemo: true);
            await people.CreateUser(Seed, form, ct);
        }

        logger.LogInformation("Demo data made in {Seconds:F1} s", TimeProvider.System.GetElapsedTime(started).TotalSeconds);
        return true;
    }
}
