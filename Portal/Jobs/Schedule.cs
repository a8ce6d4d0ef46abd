using Hangfire;
using Portal.Domain.Kernel;

namespace Portal.Jobs;

/// <summary>Every clock of the product in one list; times are of the settlement zone.</summary>
public static class Schedule
{
    public static void Register(IRecurringJobManager recurring, SettlementZone zone)
    {
        var options = new RecurringJobOptions { TimeZone = zone.Zone, MisfireHandling = MisfireHandlingMode.Relaxed };
        recurring.AddOrUpdate<FeeAccrualJob>("fee-accrual", job => job.Run(CancellationToken.None), "*/5 * * * *", options);
        recurring.AddOrUpdate<DayCloseJob>("day-close", job => job.Run(CancellationToken.None), "10 2-23 * * *", options);
        recurring.AddOrUpdate<ProofJob>("nightly-proof", job => job.Run(CancellationToken.None), "40 3 * * *", options);
        recurring.AddOrUpdate<AnchorJob>("audit-anchor", job => job.Run(CancellationToken.None), "30 3 * * *", options);
        recurring.AddOrUpdate<AuditCutJob>("audit-cut", job => job.Run(CancellationToken.None), "20 3 * * 0", options);
        recurring.AddOrUpdate<DigestJob>("notice-digest", job => job.Run(CancellationToken.None), "0 8 * * *", options);
        recurring.AddOrUpdate<RenewalJob>("certification-renewals", job => job.Run(CancellationToken.None), "30 8 * * *", options);
        recurring.AddOrUpdate<MoneyWatchJob>("money-watch", job => job.Run(CancellationToken.None), "20 12-23 * * *", options);
    }
}
