using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Routing;
using Portal.Domain.Identity;
using Portal.Domain.Kernel;
using Portal.Hosting;

namespace Portal.Components.Layout;

/// <summary>The shell around every page for who is signed in: navigation by permits, organisation, language, theme, person.</summary>
public sealed partial class MainLayout : IDisposable
{
    private PortalErrorBoundary? boundary;
    private Me? me;
    private Actor? actor;
    private string path = "/";
    private string? slug;
    private bool known;

    [CascadingParameter]
    public Task<AuthenticationState>? Authentication { get; set; }

    [Inject]
    public required NavigationManager Navigation { get; init; }

    [Inject]
    public required PeopleService People { get; init; }

    [Inject]
    public required CircuitVisits Visits { get; init; }

    protected override async Task OnInitializedAsync()
    {
        Navigation.LocationChanged += Moved;
        Look();
        await Know();
    }

    public void Dispose() => Navigation.LocationChanged -= Moved;

    // Memberships change while a circuit lives: the menu is made anew at each step, the Gate judges each act anyway.
    private void Moved(object? sender, LocationChangedEventArgs args) =>
        _ = InvokeAsync(async () =>
        {
            Look();
            boundary?.Recover();
            // The skip link and the marked entry follow at once; the memberships a moment later.
            StateHasChanged();
            await Know();
            StateHasChanged();
        });

    private void Look()
    {
        path = new Uri(Navigation.Uri).AbsolutePath;
        slug = Nav.Place(me, path);
    }

    private async Task Know()
    {
        actor = Authentication is null ? Actor.Anonymous : ActorOf.Principal((await Authentication).User);
        try
        {
            me = actor.Kind == ActorKind.User ? await People.Me(actor, CancellationToken.None) : null;
        }
        catch (Refusal)
        {
            // The cookie outlived the account; the page's own gate says so.
            me = null;
        }

        Visits.Seen(me);
        slug = Nav.Place(me, path);
        known = true;
    }
}
