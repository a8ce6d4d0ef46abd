using Microsoft.AspNetCore.Components;
using Portal.Domain.Identity;
using Portal.Hosting;
using Portal.Routes;

namespace Portal.Components.Identity;

/// <summary>A new password for who is signed in; every other session ends.</summary>
public sealed partial class PasswordPage
{
    private MyFactors? mine;

    [SupplyParameterFromForm(FormName = "password", Name = "Form")]
    private PasswordForm? Posted { get; set; }

    [Inject]
    public required SignInCookies Cookies { get; init; }

    [Inject]
    public required SecondFactorService Seconds { get; init; }

    [Inject]
    public required CredentialService Credentials { get; init; }

    protected override Task OnInitializedAsync() => Act(async () => mine = await Seconds.Mine(Actor, Gone));

    private async Task Submit()
    {
        var saved = await ActOrConfirm(async () =>
        {
            await Credentials.ChangePassword(Actor, Posted?.Current, Typed(Posted?.Password, "Password"), Gone);
            await Cookies.Renew(Actor);
        });
        if (saved)
        {
            Navigation.NavigateTo(Urls.Security + "?said=password");
        }
    }

    private sealed class PasswordForm
    {
        public string? Current { get; set; }
        public string? Password { get; set; }
    }
}
