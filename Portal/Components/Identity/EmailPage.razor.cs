using Microsoft.AspNetCore.Components;
using Portal.Domain.Data;
using Portal.Domain.Identity;

namespace Portal.Components.Identity;

/// <summary>Moving to another address begins with a link mailed there.</summary>
public sealed partial class EmailPage
{
    [SupplyParameterFromForm(FormName = "email", Name = "Form")]
    private EmailForm? Posted { get; set; }

    [SupplyParameterFromQuery(Name = "sent")]
    private string? Sent { get; set; }

    /// <summary>What was typed before one was led away to confirm oneself.</summary>
    [SupplyParameterFromQuery(Name = "typed")]
    private string? Kept { get; set; }

    [Inject]
    public required CredentialService Credentials { get; init; }

    private async Task Submit()
    {
        var email = Posted?.Email?.Trim();
        var asked = await ActOrConfirm(
            async () =>
            {
                Limits.SpendMail(Actor.From, await Numbers.Read(SignInCounts.Of, Gone));
                await Credentials.AskEmailChange(Actor, Typed(email, "Email"), Gone);
            },
            Navigation.GetUriWithQueryParameter("typed", email)
        );
        if (asked)
        {
            Navigation.NavigateTo(Navigation.GetUriWithQueryParameter("sent", email));
        }
    }

    private sealed class EmailForm
    {
        public string? Email { get; set; }
    }
}
