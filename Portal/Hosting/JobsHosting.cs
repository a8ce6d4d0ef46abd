using Hangfire;
using Hangfire.Dashboard;
using Hangfire.InMemory;
using Hangfire.PostgreSql;
using Portal.Domain.Data;
using Portal.Domain.Identity;
using Portal.Jobs;
using Portal.Options;

namespace Portal.Hosting;

/// <summary>Hangfire: its memory storage beside SQLite, PostgreSQL storage beside PostgreSQL. Our rows are the truth in both.</summary>
public static class JobsHosting
{
    public static void AddJobs(this WebApplicationBuilder builder)
    {
        var database = SiteOptions.Database(builder.Configuration, builder.Environment.ContentRootPath);
        builder.Services.AddSingleton<WorkSteps>();
        builder.Services.AddSingleton<ScheduleView>();
        builder.Services.AddSingleton<MailSender>();
        builder.Services.AddSingleton<NoticeMailer>();
        builder.Services.AddHangfire(hangfire =>
        {
            hangfire.UseSimpleAssemblyNameTypeSerializer().UseRecommendedSerializerSettings();
            if (database.Provider == Provider.Postgres)
            {
                hangfire.UsePostgreSqlStorage(
                    storage => storage.UseNpgsqlConnection(database.ConnectionString),
                    new PostgreSqlStorageOptions { UseSlidingInvisibilityTimeout = true, QueuePollInterval = TimeSpan.FromSeconds(1) }
                );
            }
            else
            {
                hangfire.UseInMemoryStorage(new InMemoryStorageOptions { MaxExpirationTime = TimeSpan.FromHours(1) });
            }
        });
        builder.Services.AddHangfireServer(options =>
        {
            options.WorkerCount = 4;
            options.SchedulePollingInterval = TimeSpan.FromSeconds(5);
            options.ShutdownTimeout = TimeSpan.FromSeconds(20);
        });
        builder.Services.AddHostedService<PumpSchedule>();
        builder.Services.AddHostedService<TrailSchedule>();
    }

    public static void MapJobs(this WebApplication app)
    {
        Schedule.Register(
            app.Services.GetRequiredService<IRecurringJobManager>(),
            app.Services.GetRequiredService<Domain.Kernel.SettlementZone>()
        );
        app.MapHangfireDashboard(
                "/admin/hangfire",
                new DashboardOptions
                {
                    Authorization = [],
                    // What runs again is asked for on the jobs page, which writes it into the trail.
                    IsReadOnlyFunc = _ => true,
                    DisplayStorageConnectionString = false,
                    AppPath = "/admin/jobs",
                }
            )
            .RequireAuthorization($"{PermitPolicies.Prefix}{Permit.OpenJobsDashboard}");
    }
}
