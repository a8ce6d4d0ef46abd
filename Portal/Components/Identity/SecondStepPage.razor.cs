using Microsoft.AspNetCore.Components;
using Portal.Domain.Identity;
using Portal.Hosting;
using Portal.Routes;

namespace Portal.Components.Identity;

/// <summary>The second step of signing in: a code of the app, a recovery code, or a passkey. Who has none yet is led to make one.</summary>
public sealed partial class SecondStepPage
{
    private MyFactors? mine;

    [SupplyParameterFromForm(FormName = "second", Name = "Form")]
    private CodeForm? Posted { get; set; }

    [SupplyParameterFromQuery(Name = "to")]
    private string? To { get; set; }

    [Inject]
    public required SignInService SignIns { get; init; }

    [Inject]
    public required SignInCookies Cookies { get; init; }

    [Inject]
    public required SecondFactorService Seconds { get; init; }

    private bool HasApp => mine?.AuthenticatorSinceUtc is not null;

    private bool HasPasskey => mine?.Passkeys > 0;

    protected override async Task OnInitializedAsync()
    {
        if (await Cookies.Waiting() is not { } waiting)
        {
            Navigation.NavigateTo(Urls.SignIn);
            return;
        }

        mine = await Seconds.AtTheDoor(Actor, waiting.User.Id, Gone);
        if (!mine.HasSecond)
        {
            Navigation.NavigateTo(Urls.EnrolTo(LocalUrl.OrNull(To)));
        }
    }

    private async Task Submit()
    {
        var to = Urls.Home;
        if (
            await Act(async () =>
                to = LocalUrl.Or(To, Landing.Of(await SignIns.EnterByCode(Typed(Posted?.Code, "Code"), Actor.From, Gone)))
            )
        )
        {
            Navigation.NavigateTo(to);
        }
    }

    private sealed class CodeForm
    {
        public string? Code { get; set; }
    }
}
