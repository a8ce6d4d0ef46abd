using System.Globalization;
using Microsoft.AspNetCore.Localization;
using MudBlazor.Services;
using Portal.Api;
using Portal.Components;
using Portal.Components.Identity;
using Portal.Components.Layout;
using Portal.Components.People;

namespace Portal.Hosting;

/// <summary>Razor components, languages, and the small endpoints behind them.</summary>
public static class Screens
{
    public static IReadOnlyList<string> Cultures { get; } = ["en", "zh-CN"];

    public static void AddScreens(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services
            .AddRazorComponents()
            .AddInteractiveServerComponents(options => options.DetailedErrors = builder.Environment.IsDevelopment());
        services.AddMudServices();
        services.AddScoped<UndoOffer>();
        services.AddLocalization();
        // A form without its token is the sender's fault in Development too: 400, not a fault of ours.
        services.Configure<RouteHandlerOptions>(options => options.ThrowOnBadRequest = false);
        services.Configure<RequestLocalizationOptions>(options =>
        {
            var cultures = Cultures.Select(name => new CultureInfo(name)).ToList();
            options.DefaultRequestCulture = new RequestCulture(cultures[0]);
            options.SupportedCultures = cultures;
            options.SupportedUICultures = cultures;
            options.RequestCultureProviders = [new CookieRequestCultureProvider(), new AcceptLanguageHeaderRequestCultureProvider()];
        });
    }

    public static void MapScreens(this WebApplication app)
    {
        app.MapStaticAssets();
        app.MapDownloads();
        app.MapMedia();
        app.MapJumps();
        // The policy of SecurityHeaders says who may frame a page; the default here would stand in its place.
        app.MapRazorComponents<App>().AddInteractiveServerRenderMode(options => options.ContentSecurityFrameAncestorsPolicy = null);
        app.MapIdentityForms();
        app.MapPasskeys();
        app.MapPeopleForms();
        app.MapShellForms();
    }
}
