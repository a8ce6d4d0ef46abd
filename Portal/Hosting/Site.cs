using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.Options;
using Portal.Components.Layout;
using Portal.Domain;
using Portal.Domain.Audit;
using Portal.Domain.Data;
using Portal.Domain.Demo;
using Portal.Domain.Identity;
using Portal.Domain.Kernel;
using Portal.Jobs;
using Portal.Options;
using Portal.Routes;

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
        builder.AddLimits();
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
        services.AddSingleton(configuration.GetSection(AuditSettings.Section).Get<AuditSettings>() ?? new AuditSettings());
        services.AddSingleton(
            configuration.GetSection(PersonalDataSettings.Section).Get<PersonalDataSettings>() ?? new PersonalDataSettings()
        );
        services.AddSingleton(Schedule.Names);
        services.AddSingleton(ApprovalOptions.From(configuration));
        services.AddSingleton(BillDropOptions.From(configuration));
        services.AddPortalDomain(database, SiteOptions.From(configuration).Zone());
        services
            .AddDataProtection()
            .SetApplicationName("Portal")
            .PersistKeysToFileSystem(new DirectoryInfo(Path.Combine(database.DataDirectory, "keys")));
        services.AddIdentityTokens();
        var demo = configuration.GetSection(DemoOptions.Section).Get<DemoOptions>()?.Enabled == true;
        services.Configure<SignInPolicy>(policy => policy.RequireSecondFactor = !demo);
        services.AddHsts(options => options.MaxAge = TimeSpan.FromDays(365));
        return database;
    }

    /// <summary>Migrates, refuses what must not run, and seeds demo data into an empty demo site. False when the site must not start.</summary>
    public static async Task<bool> Prepare(this WebApplication app)
    {
        if (!await StartChecks.Stands(app) || !await StartChecks.Pass(app))
        {
            return false;
        }

        if (app.Services.GetRequiredService<IOptions<DemoOptions>>().Value.Enabled)
        {
            await DemoSeed.Fill(app.Services, app.Lifetime.ApplicationStopping);
        }
        else
        {
            await OfferSetup(app);
        }

        return await StartChecks.Anchored(app);
    }

    /// <summary>A site without an administrator says in its log how to become one.</summary>
    private static async Task OfferSetup(WebApplication app)
    {
        var setup = app.Services.GetRequiredService<SetupService>();
        if (await setup.Offer(Actor.System("setup"), app.Lifetime.ApplicationStopping) is { } code)
        {
            var address = app.Services.GetRequiredService<IOptions<SiteOptions>>().Value.BaseAddress.TrimEnd('/') + Urls.Setup;
            app.Logger.LogWarning("There is no administrator yet. Open {Address} and type the one-time code {Code}", address, code);
        }
    }

    public static void UseSite(this WebApplication app)
    {
        app.UseTrustedProxies();
        app.UseSecurityHeaders();
        if (!app.Environment.IsDevelopment())
        {
            app.UseHsts();
        }

        app.UseExceptionHandler("/error", createScopeForErrors: true);
        app.UseStatusCodePagesWithReExecute("/status/{0}", createScopeForStatusCodePages: true);
        app.UseReadableProblems();
        app.UseOwnOriginOnly();
        app.UseRequestLocalization();
        app.UseAuthentication();
        app.UseLimits();
        app.UseAuthorization();
        app.UseAntiforgery();
    }
}
