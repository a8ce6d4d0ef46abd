using System.Security.Claims;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Routing;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.Extensions.Options;
using Portal.Components.Layout;
using Portal.Hosting;
using Portal.Options;
using Portal.Resources;
using Portal.Routes;

namespace Portal.Components;

public partial class App
{
    private const string Main = "portal.css";
    private const string ForFollowers = "wallet.css";

    [CascadingParameter]
    public required HttpContext HttpContext { get; set; }

    [Inject]
    public required IWebHostEnvironment Host { get; init; }

    [Inject]
    public required IOptions<DemoOptions> Demo { get; init; }

    // Without prerender: a click can never fall between the first paint and the circuit.
    private IComponentRenderMode? PageMode =>
        HttpContext.AcceptsInteractiveRouting() ? new InteractiveServerRenderMode(prerender: false) : null;

    private string Title =>
        Nav.Heading(HttpContext.Request.Path) is { } heading ? $"{heading} · {SharedTexts.AppName}" : SharedTexts.AppName;

    // Single-letter keys, turned off in this browser by the sheet of keys.
    private string? Keys => HttpContext.Request.Cookies["portal.keys"] == "off" ? "off" : null;

    // What one person typed in this tab never comes back before another one.
    private string? Who => HttpContext.User.FindFirstValue(ClaimTypes.NameIdentifier);

    private string Here => Asked.Address(HttpContext);

    // A follower's pages run without script and without a circuit.
    private bool IsWallet => Asked.IsWallet(HttpContext);

    /// <summary>The main sheet first, then one of each big area; followers on the phone get theirs and nothing of the staff's.</summary>
    private IEnumerable<string> Sheets
    {
        get
        {
            if (IsWallet)
            {
                return [ForFollowers];
            }

            var areas = Host.WebRootFileProvider.GetDirectoryContents("css").Select(file => file.Name).Where(name => name != Main);
            return
            [
                Main,
                .. areas
                    .Where(name => name.EndsWith(".css", StringComparison.Ordinal) && name != ForFollowers)
                    .Order(StringComparer.Ordinal),
            ];
        }
    }
}
