using Microsoft.AspNetCore.Components;
using Portal.Domain.Kernel;
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
            {
                var form = new FormCheck();
                var name = form.Of(() => Typed(Form.DisplayName, "DisplayName"));
                var address = form.Of(() => Typed(email, "Email"));
                var password = form.Of(() => Typed(Form.Password, "Password"));
                form.Demand();
                return People.SignUp(Actor, address, name, password, culture, Gone);
            })
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
