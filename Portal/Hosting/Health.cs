using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Authorization;
using Microsoft.Extensions.Options;
using Portal.Domain.Data;
using Portal.Domain.Identity;
using Portal.Domain.Kernel;
using Portal.Domain.Operations;
using Portal.Options;

namespace Portal.Hosting;

internal static class Health
{
    // Anybody may ask; the database is not asked more often than this.
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(5);

    private const string Bearer = "Bearer ";

    private const string AskHow =
        "ready\nDetails are for who is signed in and may see the health page, or sends the token of Portal:HealthToken (docs/operating/monitoring.md).";

    /// <summary>
    /// /health/live: the process answers. /health/ready: the database answers, has this version's schema and takes a write. With ?verbose, for
    /// whoever may see the health page, also what that page watches, as JSON; an alarm does not make a server unready, so that a balancer does
    /// not take it away.
    /// </summary>
    public static void MapHealth(this WebApplication app)
    {
        var seen = new LastReport();
        var migrator = app.Services.GetRequiredService<Migrator>();
        var isCurrent = new KeptAnswer<bool>(
            () => migrator.IsCurrent(CancellationToken.None),
            app.Services.GetRequiredService<TimeProvider>()
        );
        app.Lifetime.ApplicationStopped.Register(seen.Dispose);
        app.MapGet("/health/live", () => Results.Text("live")).DisableRateLimiting();
        app.MapGet(
                "/health/ready",
                async (HttpContext http, WriteProbe probe, AlarmService alarms, TimeProvider clock, CancellationToken ct) =>
                {
                    http.Response.Headers.CacheControl = "no-store";
                    try
                    {
                        if (!await isCurrent.Get(ct))
                        {
                            return Unready("schema is behind");
                        }

                        await Written(app, probe, ct);
                        return !http.Request.Query.ContainsKey("verbose") ? Results.Text("ready")
                            : await MaySee(http) ? Results.Json(Shown(await seen.Get(alarms, clock, ct)))
                            : Results.Text(AskHow);
                    }
                    catch (NoWrite)
                    {
                        return Unready("the database takes no write");
                    }
                    catch (Exception fault) when (fault is not OperationCanceledException)
                    {
                        app.Logger.LogError(fault, "Not ready");
                        return Unready("database does not answer");
                    }
                }
            )
            .DisableRateLimiting();
    }

    private static IResult Unready(string why) => Results.Text(why, statusCode: StatusCodes.Status503ServiceUnavailable);

    private static async Task Written(WebApplication app, WriteProbe probe, CancellationToken ct)
    {
        try
        {
            await probe.Write(ct);
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            app.Logger.LogError(fault, "Not ready: no write commits");
            throw new NoWrite();
        }
    }

    /// <summary>Whoever knows the token of the settings, or is signed in and may see the health page. Where a request comes from says nothing.</summary>
    private static async Task<bool> MaySee(HttpContext http)
    {
        var token = http.RequestServices.GetRequiredService<IOptions<SiteOptions>>().Value.HealthToken;
        var sent = http.Request.Headers.Authorization.ToString();
        if (token.Length > 0 && sent.StartsWith(Bearer, StringComparison.Ordinal))
        {
            return CryptographicOperations.FixedTimeEquals(Hash(sent[Bearer.Length..].Trim()), Hash(token));
        }

        var policy = $"{PermitPolicies.Prefix}{Permit.ViewHealth}";
        var allowed = await http.RequestServices.GetRequiredService<IAuthorizationService>().AuthorizeAsync(http.User, http, policy);
        return allowed.Succeeded;
    }

    private static byte[] Hash(string text) => SHA256.HashData(Encoding.UTF8.GetBytes(text));

    private sealed class NoWrite : Exception;

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
