using Microsoft.AspNetCore.Components;
using Portal.Routes;

namespace Portal.Components.Identity;

/// <summary>The end of the mailed reset link.</summary>
public sealed partial class ResetPage
{
    [SupplyParameterFromForm(FormName = "reset", Name = "Form")]
    private ResetForm? Posted { get; set; }

    private ResetForm Form => Posted ??= new();

    [SupplyParameterFromQuery(Name = "id")]
    private long Id { get; set; }

    [SupplyParameterFromQuery(Name = "token")]
    private string? Token { get; set; }

    private async Task Submit()
    {
        if (await Act(() => People.ResetPassword(Actor, Id, Token ?? string.Empty, Typed(Form.Password, "Password"), Gone)))
        {
            Navigation.NavigateTo(Urls.SignIn + "?said=reset");
        }
    }

    private sealed class ResetForm
    {
        public string? Password { get; set; }
    }
}
