using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using Portal.Components.Layout;
using Portal.Domain.Identity;
using Portal.Domain.Kernel;
using Portal.Hosting;
using Portal.Resources;

namespace Portal.Components.Shared;

/// <summary>
/// "Why can't I?": names the permission that is missing and the people who can give it, at the organisation of the address or on the staff.
/// </summary>
public sealed partial class WhyNot
{
    private Granters? granters;

    [Parameter, EditorRequired]
    public required Permit Permit { get; set; }

    /// <summary>The path it is about where it is not the page's own (a problem page).</summary>
    [Parameter]
    public string? Path { get; set; }

    [CascadingParameter]
    public Task<AuthenticationState>? Authentication { get; set; }

    [Inject]
    public required NavigationManager Navigation { get; init; }

    [Inject]
    public required GrantersService Service { get; init; }

    /// <summary>The permit a refusal is about; null when it is about something else.</summary>
    public static Permit? Missing(Refusal? refusal) => refusal is { IsDenied: true, Args: [Permit permit, ..] } ? permit : null;

    private string Who =>
        granters switch
        {
            null or { Viewing: false, Names.Count: 0 } => PeopleTexts.WhyNotNobody,
            { Viewing: true } => PeopleTexts.WhyNotViewing,
            { AtMerchant: true } => Fmt.Text(PeopleTexts.WhyNotOwners, Names),
            _ => Fmt.Text(PeopleTexts.WhyNotAdministrators, Names),
        };

    private string Names => string.Join(SharedTexts.ListSeparator, granters?.Names ?? []);

    protected override async Task OnParametersSetAsync()
    {
        var actor = Authentication is null ? Actor.Anonymous : ActorOf.Principal((await Authentication).User);
        if (actor.Kind != ActorKind.User)
        {
            return;
        }

        try
        {
            granters = await Service.Who(actor, Permit, Nav.Slug(Path ?? new Uri(Navigation.Uri).AbsolutePath), CancellationToken.None);
        }
        catch (Refusal)
        {
            // The account is gone or locked: the sentence about the permission still stands.
            granters = null;
        }
    }
}
