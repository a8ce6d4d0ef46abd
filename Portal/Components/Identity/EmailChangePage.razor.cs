using Microsoft.AspNetCore.Components;
using Portal.Domain.Identity;
using Portal.Routes;

namespace Portal.Components.Identity;

/// <summary>The end of the link mailed to a new address. It asks for a click: mail scanners open links.</summary>
public sealed partial class EmailChangePage
{
    [SupplyParameterFromQuery(Name = "id")]
    private long Id { get; set; }

    [SupplyParameterFromQuery(Name = "to")]
    private string? To { get; set; }

    [SupplyParameterFromQuery(Name = "token")]
    private string? Token { get; set; }

    [Inject]
    public required CredentialService Credentials { get; init; }

    private async Task Submit()
    {
        if (await Act(() => Credentials.ConfirmEmailChange(Actor, Id, To ?? string.Empty, Token ?? string.Empty, Gone)))
        {
            Navigation.NavigateTo(Urls.SignIn + "?said=moved");
        }
    }
}
