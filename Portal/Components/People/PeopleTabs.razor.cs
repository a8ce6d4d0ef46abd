using Microsoft.AspNetCore.Components;
using Portal.Components.Shared;
using Portal.Domain.Identity;
using Portal.Resources;
using Portal.Routes;

namespace Portal.Components.People;

/// <summary>The pages about an organisation's people, as tabs; one shows only to who may open it.</summary>
public sealed partial class PeopleTabs
{
    [CascadingParameter]
    public Me? Me { get; set; }

    [Parameter, EditorRequired]
    public required string Merchant { get; set; }

    [Parameter, EditorRequired]
    public required string Value { get; set; }

    private IReadOnlyList<Segment> Items =>
        [
            new("members", PeopleTexts.Members, Url: Urls.Members(Merchant)),
            new("roles", PeopleTexts.Roles, Url: Urls.Roles(Merchant)),
            .. Me?.May(Permit.ViewLooks, Merchant) == true
                ? [new Segment("looks", PeopleTexts.WhoLooked, Url: Urls.Looks(Merchant))]
                : Array.Empty<Segment>(),
        ];
}
