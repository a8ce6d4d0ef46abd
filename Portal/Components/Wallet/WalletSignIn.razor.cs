using System.Globalization;
using Microsoft.AspNetCore.Components;
using Portal.Domain.Data;
using Portal.Domain.Identity;
using Portal.Domain.Messaging;
using Portal.Routes;

namespace Portal.Components.Wallet;

public sealed partial class WalletSignIn
{
    [SupplyParameterFromForm(FormName = "ask")]
    public string? Email { get; set; }

    [SupplyParameterFromQuery(Name = "to")]
    public string? To { get; set; }

    [Inject]
    public required WalletSignInService SignIn { get; init; }

    [Inject]
    public required SignInLimits Limits { get; init; }

    [Inject]
    public required PolicyNumbers Numbers { get; init; }

    private async Task Ask()
    {
        var ticket = string.Empty;
        if (
            await Act(async actor =>
            {
                Limits.SpendMail(actor.From, await Numbers.Read(SignInCounts.Of, Http.RequestAborted));
                ticket = await SignIn.AskForCode(actor, Email ?? string.Empty, CultureInfo.CurrentUICulture.Name, Http.RequestAborted);
            })
        )
        {
            Nav.NavigateTo(Urls.WalletCode(ticket, Local(To)));
        }
    }
}
