using Microsoft.AspNetCore.Components;
using Portal.Routes;

namespace Portal.Components.Identity;

/// <summary>The end of the mailed link. It asks for a click: mail scanners open links, and a look must not use one up.</summary>
public sealed partial class ConfirmPage
{
    [SupplyParameterFromQuery(Name = "id")]
    private long Id { get; set; }

    [SupplyParameterFromQuery(Name = "token")]
    private string? Token { get; set; }

    private async Task Submit()
    {
        if (await Act(() => People.ConfirmEmail(Actor, Id, Token ?? string.Empty, Gone)))
        {
            Navigation.NavigateTo(Urls.SignIn + "?said=confirmed");
        }
    }
}
