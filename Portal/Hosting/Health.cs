using Portal.Domain.Data;
using Portal.Domain.Kernel;
using Portal.Domain.Operations;

namespace Portal.Hosting;

internal static class Health
{
    // Anybody may ask; the database is not asked more often than this.
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(5);

    /// <summary>
    /// /health/live: the process answers. /health/ready: the database answers and has this version's schema. With ?verbose also what the
    /// health page watches, as JSON; an alarm does not make a server unready, so that a balancer does not take it away.
    /// </summary>
    public static void MapHealth(this WebApplication app)
    {
        var seen = new LastReport();
        app.Lifetime.ApplicationStopped.Register(seen.Dispose);
        app.MapGet("/health/live", () => Results.Text("live"));
        app.MapGet(
            "/health/ready",
            async (HttpContext http, Migrator migrator, AlarmService alarms, TimeProvider clock, CancellationToken ct) =>
            {
                try
                {
                    if (!await migrator.IsCurrent(ct))
                    {
                        return Results.Text("schema is behind", statusCode: StatusCodes.Status503ServiceUnavailable);
                    }

                    http.Response.Headers.CacheControl = "no-store";
                    return http.Request.Query.ContainsKey("verbose")
                        ? Results.Json(Shown(await seen.Get(alarms, clock, ct)))
                        : Results.Text("ready");
                }
                catch (Exception fault) when (fault is not OperationCanceledException)
                {
                    app.Logger.LogError(fault, "Not ready");
                    return Results.Text("database does not answer", statusCode: StatusCodes.Status503ServiceUnavailable);
                }
            }
        );
    }

    private static object Shown(HealthReport report) =>
        new
        {
            ready = true,
            state = report.State.ToString(),
            checks = report.Checks.Select(check => new
            {
                name = check.Kind.ToString(),
                state = check.State.ToString(),
                count = check.Count,
                sinceUtc = check.SinceUtc,
            }),
            proof = report.Proof,
            databaseBytes = report.DatabaseBytes,
            diskFreeBytes = report.DiskFreeBytes,
            workWaiting = report.WorkWaiting,
            mailsWaiting = report.MailsWaiting,
            atUtc = report.AtUtc,
        };

    private sealed class LastReport : IDisposable
    {
        private readonly SemaphoreSlim _one = new(1);
        private HealthReport? _report;

        public void Dispose() => _one.Dispose();

        public async Task<HealthReport> Get(AlarmService alarms, TimeProvider clock, CancellationToken ct)
        {
            await _one.WaitAsync(ct);
            try
            {
                if (_report is null || clock.UtcNow() - _report.AtUtc > Fresh)
                {
                    _report = await alarms.Look(Actor.System("health"), ct);
                }

                return _report;
            }
            finally
            {
                _one.Release();
            }
        }
    }
}
