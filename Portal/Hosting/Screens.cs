using System.Globalization;
using Microsoft.AspNetCore.Localization;
using Microsoft.AspNetCore.SignalR;
using MudBlazor.Services;
using Portal.Api;
using Portal.Components;
using Portal.Components.Identity;
using Portal.Components.Layout;
using Portal.Components.People;
using Portal.Domain.Messaging;

namespace Portal.Hosting;

/// <summary>Razor components, languages, and the small endpoints behind them.</summary>
public static class Screens
{
    public static IReadOnlyList<string> Cultures { get; } = ["en", "zh-CN"];

    /// <summary>The most letters that any text field of a page takes; a test holds every field to it.</summary>
    public const int FieldCharsMax = MarkdownRules.CharsMax;

    /// <summary>
    /// How long a page hears nothing from the server before it says that the connection is lost; pings come four times as often. Shorter, and a
    /// browser that is busy for some seconds believes a good line dead.
    /// </summary>
    internal static readonly TimeSpan SilenceMax = TimeSpan.FromSeconds(15);

    /// <summary>
    /// The most that a browser may send at once. A changed field is told with its text twice, as JSON, where a letter takes six bytes at most;
    /// what is larger ends the connection, so it must hold the largest field and bound what a stranger can make the server keep.
    /// </summary>
    internal const int MessageBytesMax = (2 * 6 * FieldCharsMax) + (16 * 1024);

    public static void AddScreens(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services
            .AddRazorComponents()
            .AddInteractiveServerComponents(options => options.DetailedErrors = builder.Environment.IsDevelopment())
            .AddHubOptions(hub =>
            {
                hub.MaximumReceiveMessageSize = MessageBytesMax;
                hub.KeepAliveInterval = SilenceMax / 4;
                hub.AddFilter<PageFilter>();
            });
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
        app.MapStaticAssets().DisableRateLimiting();
        app.MapDownloads();
        app.MapMedia();
        app.MapJumps();
        // The policy of SecurityHeaders says who may frame a page; the default here would stand in its place.
        app.MapRazorComponents<App>().AddInteractiveServerRenderMode(options => options.ContentSecurityFrameAncestorsPolicy = null);
        app.MapIdentityForms();
        app.MapPasskeys();
        app.MapConfirmHere();
        app.MapPeopleForms();
        app.MapShellForms();
    }
}
