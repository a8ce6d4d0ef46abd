using Hangfire;
using Hangfire.Storage;
using Portal.Domain.Data;
using Portal.Domain.Kernel;
using Portal.Domain.Operations;

namespace Portal.Jobs;

/// <summary>One clock: its name, when it strikes (cron, in the settlement zone) and what runs then.</summary>
public sealed record ScheduleEntry(string Name, string Cron, Func<IServiceProvider, CancellationToken, Task> Work);

/// <summary>Every clock of the product in one list; times are of the settlement zone.</summary>
public static class Schedule
{
    public static IReadOnlyList<ScheduleEntry> Clocks { get; } =
    [
        Of<BillDropJob>("bill-drop", "* * * * *", (job, ct) => job.Run(ct)),
        Of<FeeAccrualJob>("fee-accrual", "*/5 * * * *", (job, ct) => job.Run(ct)),
        Of<DayCloseJob>("day-close", "10 2-23 * * *", (job, ct) => job.Run(ct)),
        Of<ReserveJob>("reserve-release", "5 1-23 * * *", (job, ct) => job.Run(ct)),
        Of<ProofJob>("nightly-proof", "40 3 * * *", (job, ct) => job.Run(ct)),
        Of<AnchorJob>("audit-anchor", "30 3 * * *", (job, ct) => job.Run(ct)),
        Of<AuditCutJob>("audit-cut", "20 3 * * 0", (job, ct) => job.Run(ct)),
        Of<DigestJob>("notice-digest", "0 * * * *", (job, ct) => job.Run(ct)),
        Of<RenewalJob>("certification-renewals", "30 8 * * *", (job, ct) => job.Run(ct)),
        Of<ReconciliationJob>("reconciliation", "30 1 * * *", (job, ct) => job.Run(ct)),
        Of<PayoutWatchJob>("payout-watch", "15 9-18 * * *", (job, ct) => job.Run(ct)),
        Of<RetentionJob>("retention", "50 2 * * *", (job, ct) => job.Run(ct)),
        Of<AlarmJob>("alarm-watch", "* * * * *", (job, ct) => job.Run(ct)),
    ];

    public static ScheduleNames Names { get; } = new([.. Clocks.Select(clock => clock.Name)]);

    public static void Register(IRecurringJobManager recurring, SettlementZone zone)
    {
        var options = new RecurringJobOptions { TimeZone = zone.Zone, MisfireHandling = MisfireHandlingMode.Relaxed };
        foreach (var clock in Clocks)
        {
            recurring.AddOrUpdate<ClockJob>(clock.Name, job => job.Run(clock.Name, CancellationToken.None), clock.Cron, options);
        }
    }

    /// <summary>Runs one clock's work now and writes down how it went.</summary>
    public static Task Run(IServiceProvider services, string name, CancellationToken ct)
    {
        var clock = Clocks.Single(one => one.Name == name);
        return services.GetRequiredService<RunLog>().Run(name, token => clock.Work(services, token), ct);
    }

    private static ScheduleEntry Of<T>(string name, string cron, Func<T, CancellationToken, Task> work) =>
        new(name, cron, (services, ct) => work(ActivatorUtilities.CreateInstance<T>(services), ct));
}

/// <summary>
/// What Hangfire calls: a clock's name is all it is told. It only asks: the work is a row, so that a clock whose server dies under it goes on
/// at another (or after the start), and two servers never run one at a time.
/// </summary>
public sealed class ClockJob(WorkQueue queue)
{
    public Task Run(string name, CancellationToken ct) => queue.Ask(ScheduleNames.WorkKind(name), ct);
}

/// <summary>When each clock strikes next.</summary>
public sealed class ScheduleView(JobStorage storage)
{
    public IReadOnlyDictionary<string, DateTime?> Next()
    {
        using var connection = storage.GetConnection();
        return connection
            .GetRecurringJobs()
            .ToDictionary(
                job => job.Id,
                job => job.NextExecution is { } next ? DateTime.SpecifyKind(next, DateTimeKind.Utc) : (DateTime?)null
            );
    }
}

/// <summary>Deletes what has outlived its term.</summary>
public sealed class RetentionJob(RetentionService retention)
{
    public Task Run(CancellationToken ct) => retention.Run(Actor.System("retention"), ct);
}

/// <summary>Looks every minute whether something needs a person, and says so once.</summary>
public sealed class AlarmJob(AlarmService alarms)
{
    public Task Run(CancellationToken ct) => alarms.Watch(Actor.System("health"), ct);
}
