using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Options;
using Portal.Domain.Kernel;
using Portal.Options;
using Portal.Resources;

namespace Portal.Components.Identity;

/// <summary>What this is, for who is not signed in; who is, goes to their own first page.</summary>
public sealed partial class FrontPage
{
    private readonly (string Icon, Func<string> Title, Func<string> Text)[] parts =
    [
        (PortalIcons.Accounts, () => IdentityTexts.FrontAccounts, () => IdentityTexts.FrontAccountsText),
        (PortalIcons.Messages, () => IdentityTexts.FrontMessages, () => IdentityTexts.FrontMessagesText),
        (PortalIcons.Bank, () => IdentityTexts.FrontMoney, () => IdentityTexts.FrontMoneyText),
        (PortalIcons.Audit, () => IdentityTexts.FrontAudit, () => IdentityTexts.FrontAuditText),
    ];

    [Inject]
    public required IOptions<DemoOptions> Demo { get; init; }

    protected override async Task OnInitializedAsync()
    {
        if (Actor.Kind != ActorKind.User)
        {
            return;
        }

        var home = string.Empty;
        if (await Act(async () => home = Landing.Of(await People.Me(Actor, Gone))))
        {
            Navigation.NavigateTo(home);
        }
    }
}
