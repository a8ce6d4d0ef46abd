using Microsoft.AspNetCore.Components;

namespace Portal.Components.Identity;

/// <summary>Mails a link that sets a new password. The answer does not tell whether the address is known.</summary>
public sealed partial class ForgotPage
{
    [SupplyParameterFromForm(FormName = "forgot", Name = "Form")]
    private MailForm? Posted { get; set; }

    private MailForm Form => Posted ??= new();

    [SupplyParameterFromQuery(Name = "sent")]
    private string? Sent { get; set; }

    private async Task Submit()
    {
        var email = Form.Email?.Trim();
        if (await ActByMail(() => People.ForgotPassword(Actor, Typed(email, "Email"), Gone)))
        {
            Navigation.NavigateTo(Navigation.GetUriWithQueryParameter("sent", email));
        }
    }

    private sealed class MailForm
    {
        public string? Email { get; set; }
    }
}
