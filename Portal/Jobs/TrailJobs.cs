using Microsoft.EntityFrameworkCore;
using Portal.Domain.Audit;
using Portal.Domain.Certification;
using Portal.Domain.Data;
using Portal.Domain.Kernel;
using Portal.Domain.Notifications;
using Portal.Domain.Settlement;

namespace Portal.Jobs;

/// <summary>Notes the end of the trail outside the database.</summary>
public sealed class AnchorJob(AuditKeepingService trail)
{
    public Task Run(CancellationToken ct) => trail.Anchor(Actor.System("audit"), "daily", ct);
}

/// <summary>Deletes records older than they must be kept; does nothing without the setting.</summary>
public sealed class AuditCutJob(AuditKeepingService trail)
{
    public Task Run(CancellationToken ct) => trail.Cut(Actor.System("audit"), ct);
}

/// <summary>Gathers the daily notices of each person into one mail.</summary>
public sealed class DigestJob(NoticeMailService notices)
{
    public Task Run(CancellationToken ct) => notices.Gather(Actor.System("mail"), ct);
}

/// <summary>Reminds of badges whose year is ending.</summary>
public sealed class RenewalJob(RenewalService renewals)
{
    public Task Run(CancellationToken ct) => renewals.Remind(Actor.System("certification"), ct);
}

/// <summary>
/// Every two seconds: wakes the bells of people whose notices changed on any server, and writes noted refusals to the trail. At the end it
/// writes what is still only noted.
/// </summary>
internal sealed class TrailSchedule(
    NoticeWatch watch,
    RefusalTrail refusals,
    IDbContextFactory<PortalDb> dbs,
    ILogger<TrailSchedule> logger
) : BackgroundService
{
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(2);

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        await refusals.Flush(dbs, atTheEnd: true, CancellationToken.None);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Period);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await refusals.Flush(dbs, atTheEnd: false, stoppingToken);
                await watch.Look(stoppingToken);
            }
            catch (Exception fault) when (fault is not OperationCanceledException)
            {
                logger.LogWarning(fault, "Bells and refusals wait for the next look in {Seconds} s", Period.TotalSeconds);
            }
        }
    }
}
