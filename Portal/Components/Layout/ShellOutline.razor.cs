using Microsoft.AspNetCore.Components;
using Portal.Domain.Identity;
using Portal.Domain.Kernel;
using Portal.Hosting;

namespace Portal.Components.Layout;

/// <summary>
/// What a full load shows before its circuit stands: the shell with everything that works without one, the title, and grey lines. Without
/// it a page stays white for several round trips.
/// </summary>
public sealed partial class ShellOutline
{
    private Me? me;
    private string? slug;
    private string path = "/";

    [CascadingParameter]
    public required HttpContext HttpContext { get; set; }

    [Inject]
    public required PeopleService People { get; init; }

    protected override async Task OnInitializedAsync()
    {
        path = HttpContext.Request.Path;
        var actor = ActorOf.Principal(HttpContext.User);
        try
        {
            me = actor.Kind == ActorKind.User ? await People.Me(actor, HttpContext.RequestAborted) : null;
        }
        catch (Refusal)
        {
            // The cookie outlived the account: the frame stays empty, the page's own gate says so.
            me = null;
        }

        slug = Nav.Place(me, path);
    }
}
