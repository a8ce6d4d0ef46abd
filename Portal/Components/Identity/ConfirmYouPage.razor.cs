using Microsoft.AspNetCore.Components;
using Portal.Domain.Identity;
using Portal.Hosting;
using Portal.Routes;

namespace Portal.Components.Identity;

/// <summary>Confirming oneself before something grave; then back to where it was asked. A second factor, when there is one, counts alone.</summary>
public sealed partial class ConfirmYouPage
{
    private MyFactors? mine;

    [SupplyParameterFromForm(FormName = "by-code", Name = "Code")]
    private OneText? Code { get; set; }

    [SupplyParameterFromForm(FormName = "by-password", Name = "Secret")]
    private OneText? Secret { get; set; }

    [SupplyParameterFromQuery(Name = "to")]
    private string? To { get; set; }

    [Inject]
    public required SignInCookies Cookies { get; init; }

    [Inject]
    public required SecondFactorService Seconds { get; init; }

    [Inject]
    public required CredentialService Credentials { get; init; }

    private string Back => LocalUrl.Or(To, Urls.Security);

    protected override Task OnInitializedAsync() => Act(async () => mine = await Seconds.Mine(Actor, Gone));

    private Task ByCode() => Confirm(() => Credentials.ConfirmByCode(Actor, Typed(Code?.Text, "Code"), Gone));

    private Task ByPassword() => Confirm(() => Credentials.ConfirmByPassword(Actor, Typed(Secret?.Text, "Password"), Gone));

    private Task ByDemo() => Confirm(() => Credentials.ConfirmInDemo(Actor, Gone));

    private async Task Confirm(Func<Task<int>> prove)
    {
        if (await Act(async () => await Cookies.Renew(Actor, await prove())))
        {
            Navigation.NavigateTo(Back);
        }
    }

    private sealed class OneText
    {
        public string? Text { get; set; }
    }
}
