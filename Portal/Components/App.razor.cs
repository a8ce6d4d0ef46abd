using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Routing;
using Microsoft.AspNetCore.Components.Web;

namespace Portal.Components;

public partial class App
{
    [CascadingParameter]
    public required HttpContext HttpContext { get; set; }

    // A follower's pages have a sheet of their own and run without script.
    private bool IsWallet => HttpContext.Request.Path.StartsWithSegments("/w");

    // Without prerender: a click can never fall between the first paint and the circuit.
    private IComponentRenderMode? PageMode =>
        HttpContext.AcceptsInteractiveRouting() ? new InteractiveServerRenderMode(prerender: false) : null;
}
