using Microsoft.AspNetCore.Components;
using Portal.Domain.Identity;
using Portal.Hosting;
using Portal.Routes;

namespace Portal.Components.Identity;

/// <summary>Who works for the operator or with money makes a second factor before anything else opens to them.</summary>
public sealed partial class EnrolPage
{
    private AuthenticatorSetup? setup;
    private IReadOnlyList<string>? codes;
    private string next = Urls.Home;

    [SupplyParameterFromForm(FormName = "enrol", Name = "Form")]
    private CodeForm? Posted { get; set; }

    [SupplyParameterFromQuery(Name = "to")]
    private string? To { get; set; }

    [Inject]
    public required SignInService SignIns { get; init; }

    [Inject]
    public required SignInCookies Cookies { get; init; }

    [Inject]
    public required SecondFactorService Seconds { get; init; }

    protected override async Task OnInitializedAsync()
    {
        if (await Cookies.Waiting() is not { } waiting)
        {
            Navigation.NavigateTo(Urls.SignIn);
            return;
        }

        if ((await Seconds.AtTheDoor(Actor, waiting.User.Id, Gone)).HasSecond)
        {
            Navigation.NavigateTo(Urls.SecondStepTo(LocalUrl.OrNull(To)));
            return;
        }

        await Act(async () => setup = await Seconds.Begin(waiting.Actor, Gone));
    }

    private Task Submit() =>
        Act(async () =>
        {
            var (made, me) = await SignIns.EnrolByCode(Typed(Posted?.Code, "Code"), Gone);
            codes = made;
            next = LocalUrl.Or(To, Landing.Of(me));
        });

    private sealed class CodeForm
    {
        public string? Code { get; set; }
    }
}
