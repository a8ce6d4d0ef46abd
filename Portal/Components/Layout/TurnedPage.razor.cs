using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using Portal.Domain.Identity;
using Portal.Domain.Kernel;
using Portal.Hosting;

namespace Portal.Components.Layout;

/// <summary>Somebody came to a page that is not for them: to sign in, to be told who can grant it, or (a stranger) to see nothing there.</summary>
public sealed partial class TurnedPage
{
    [Parameter, EditorRequired]
    public required AuthenticationState State { get; set; }

    [Parameter, EditorRequired]
    public required Microsoft.AspNetCore.Components.RouteData Route { get; set; }

    [Inject]
    public required NavigationManager Navigation { get; init; }

    [Inject]
    public required PeopleService People { get; init; }

    private bool SignedIn => State.User.Identity?.IsAuthenticated == true;

    private bool Stranger { get; set; }

    private Permit? Missing =>
        Route.PageType.GetCustomAttributes(typeof(RequiresAttribute), false).Cast<RequiresAttribute>().FirstOrDefault()?.Permit;

    protected override async Task OnInitializedAsync()
    {
        if (!SignedIn)
        {
            // Asked anew as a request: it leads to the right door (sign-in, or the second step).
            Navigation.NavigateTo(Navigation.Uri, forceLoad: true);
        }
        else if (Route.RouteValues.GetValueOrDefault("Merchant") is string slug)
        {
            try
            {
                var me = await People.Me(ActorOf.Principal(State.User), CancellationToken.None);
                Stranger = !me.May(Permit.ViewMerchant, slug);
            }
            catch (Refusal)
            {
                // Signed out elsewhere since the page opened.
                Navigation.NavigateTo(Navigation.Uri, forceLoad: true);
            }
        }
    }
}
