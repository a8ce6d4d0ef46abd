using Microsoft.AspNetCore.Components;
using Portal.Hosting;

namespace Portal.Components.Identity;

/// <summary>Opens a person's account. The answer is the same whether or not the address is known: a mail tells its owner.</summary>
public sealed partial class SignUpPage
{
    [SupplyParameterFromForm(FormName = "sign-up", Name = "Form")]
    private SignUpForm? Posted { get; set; }

    private SignUpForm Form => Posted ??= new();

    /// <summary>The address that was just written to.</summary>
    [SupplyParameterFromQuery(Name = "sent")]
    private string? Sent { get; set; }

    private async Task Submit()
    {
        var email = Form.Email?.Trim();
        var culture = Screens.Cultures.Contains(Form.Culture) ? Form.Culture! : Culture;
        if (
            await ActByMail(() =>
                People.SignUp(
                    Actor,
                    Typed(email, "Email"),
                    Typed(Form.DisplayName, "DisplayName"),
                    Typed(Form.Password, "Password"),
                    culture,
                    Gone
                )
            )
        )
        {
            Navigation.NavigateTo(Navigation.GetUriWithQueryParameter("sent", email));
        }
    }

    private sealed class SignUpForm
    {
        public string? DisplayName { get; set; }
        public string? Email { get; set; }
        public string? Password { get; set; }
        public string? Culture { get; set; }
    }
}
