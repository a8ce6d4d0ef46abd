using Microsoft.EntityFrameworkCore;
using Portal.Domain.Data;

namespace Portal.Hosting;

internal static class Health
{
    /// <summary>/health/live: the process answers. /health/ready: the database answers and has this version's schema.</summary>
    public static void MapHealth(this WebApplication app)
    {
        app.MapGet("/health/live", () => Results.Text("live"));
        app.MapGet(
            "/health/ready",
            async (Migrator migrator, IDbContextFactory<PortalDb> dbs, CancellationToken ct) =>
            {
                try
                {
                    return await migrator.IsCurrent(ct) ? Results.Text("ready") : Results.Text("schema is behind", statusCode: 503);
                }
                catch (Exception fault) when (fault is not OperationCanceledException)
                {
                    app.Logger.LogError(fault, "Not ready");
                    return Results.Text("database does not answer", statusCode: 503);
                }
            }
        );
    }
}
