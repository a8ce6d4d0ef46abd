using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.Options;
using Portal.Components.Layout;
using Portal.Demo;
using Portal.Domain;
using Portal.Domain.Data;
using Portal.Jobs;
using Portal.Options;

namespace Portal.Hosting;

/// <summary>Settings, the domain, data protection and the start-up step.</summary>
public static class Site
{
    public static void AddSite(this WebApplicationBuilder builder)
    {
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = 12 * 1024 * 1024;
            kestrel.Limits.MaxConcurrentConnections = 10_000;
            kestrel.Limits.MaxConcurrentUpgradedConnections = 5_000;
        });
        AddDomain(builder.Services, builder.Configuration, builder.Environment.ContentRootPath);
        builder.AddLogs();
        builder.AddTelemetry();
    }

    /// <summary>What the web host and the operator commands share.</summary>
    internal static DatabaseSettings AddDomain(IServiceCollection services, IConfiguration configuration, string contentRoot)
    {
        var database = SiteOptions.Database(configuration, contentRoot);
        services.Configure<SiteOptions>(configuration.GetSection(SiteOptions.Section));
        services.Configure<DemoOptions>(configuration.GetSection(DemoOptions.Section));
        services.Configure<MailOptions>(configuration.GetSection(MailOptions.Section));
        services.AddSingleton(
            configuration.GetSection(PersonalDataSettings.Section).Get<PersonalDataSettings>() ?? new PersonalDataSettings()
        );
        services.AddSingleton(Schedule.Names);
        services.AddSingleton(ApprovalOptions.From(configuration));
        services.AddPortalDomain(database, SiteOptions.From(configuration).Zone());
        services
            .AddDataProtection()
            .SetApplicationName("Portal")
            .PersistKeysToFileSystem(Directory.CreateDirectory(Path.Combine(database.DataDirectory, "keys")));
        services.AddIdentityTokens();
        services.AddSingleton<MessagingDemo>();
        services.AddSingleton<OrganisationDemo>();
        services.AddSingleton<DemoSeeder>();
        return database;
    }

    /// <summary>Migrates, refuses what must not run, and seeds demo data into an empty demo site. False when the site must not start.</summary>
    public static async Task<bool> Prepare(this WebApplication app)
    {
        await app.Services.GetRequiredService<Migrator>().Migrate(CancellationToken.None);
        if (!await StartChecks.Pass(app))
        {
            return false;
        }

        if (app.Services.GetRequiredService<IOptions<DemoOptions>>().Value.Enabled)
        {
            await app.Services.GetRequiredService<DemoSeeder>().SeedDemo(app.Lifetime.ApplicationStopping);
        }

        return true;
    }

    public static void UseSite(this WebApplication app)
    {
        app.UseSecurityHeaders();
        if (!app.Environment.IsDevelopment())
        {
            app.UseHsts();
        }

        app.UseExceptionHandler("/error", createScopeForErrors: true);
        app.UseStatusCodePagesWithReExecute("/status/{0}", createScopeForStatusCodePages: true);
        app.UseReadableProblems();
        app.UseRequestLocalization();
        app.UseAuthentication();
        app.UseAuthorization();
        app.UseAntiforgery();
    }
}
