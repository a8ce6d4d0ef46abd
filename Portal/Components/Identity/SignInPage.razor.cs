using Microsoft.AspNetCore.Components;
using Portal.Domain.Kernel;
using Portal.Resources;
using Portal.Routes;

namespace Portal.Components.Identity;

/// <summary>E-mail and password; afterwards back to where one came from, if that is a page of this site, or to one's first page.</summary>
public sealed partial class SignInPage
{
    [SupplyParameterFromForm(FormName = "sign-in", Name = "Form")]
    private SignInForm? Posted { get; set; }

    private SignInForm Form => Posted ??= new();

    /// <summary>Where to go afterwards.</summary>
    [SupplyParameterFromQuery(Name = "to")]
    private string? To { get; set; }

    /// <summary>What has just happened: <c>out</c>, <c>confirmed</c>, <c>reset</c>, <c>moved</c>, <c>everywhere</c>.</summary>
    [SupplyParameterFromQuery(Name = "said")]
    private string? Said { get; set; }

    [Inject]
    public required SignInService SignIns { get; init; }

    private string? Told =>
        Problem is not null
            ? null
            : Said switch
            {
                "out" => IdentityTexts.SignedOut,
                "confirmed" => IdentityTexts.EmailConfirmed,
                "reset" => IdentityTexts.PasswordSaved,
                "moved" => IdentityTexts.EmailMoved,
                "everywhere" => IdentityTexts.SignedOutEverywhere,
                _ => null,
            };

    private async Task Submit()
    {
        var to = Urls.Home;
        var entered = await Act(async () =>
        {
            var form = new FormCheck();
            var email = form.Of(() => Typed(Form.Email, "Email"));
            var password = form.Of(() => Typed(Form.Password, "Password"));
            form.Demand();
            var me = await SignIns.Enter(email, password, Form.Remember, Actor.From, Gone);
            to = me is null ? Urls.SecondStepTo(LocalUrl.OrNull(To)) : LocalUrl.Or(To, Landing.Of(me));
        });
        if (entered)
        {
            Navigation.NavigateTo(to);
        }
    }

    private sealed class SignInForm
    {
        public string? Email { get; set; }
        public string? Password { get; set; }
        public bool Remember { get; set; }
    }
}
