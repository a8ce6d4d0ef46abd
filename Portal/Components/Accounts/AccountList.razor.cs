using Microsoft.AspNetCore.Components;
using Portal.Domain.Accounts;
using Portal.Domain.Identity;
using Portal.Resources;

namespace Portal.Components.Accounts;

/// <summary>The public accounts of an organisation.</summary>
public sealed partial class AccountList
{
    private IReadOnlyList<AccountCard> _cards = [];

    [Parameter]
    public required string Merchant { get; set; }

    [Inject]
    public required AccountService Accounts { get; init; }

    [Inject]
    public required PeopleService People { get; init; }

    private bool MayRegister { get; set; }

    private string? Lead =>
        _cards.Count == 0 ? null : Fmt.Text(AccountsTexts.AccountsLead, Fmt.Count(_cards.Count), Fmt.Count(AccountService.AccountsMax));

    protected override Task OnParametersSetAsync() => Reload();

    private Task Reload() =>
        Load(async actor =>
        {
            _cards = await Accounts.Cards(actor, Merchant, Gone);
            MayRegister = (await People.Me(actor, Gone)).May(Permit.RegisterAccounts, Merchant);
        });

    private static string Quota(AccountType type) =>
        type switch
        {
            AccountType.Subscription => AccountsTexts.QuotaSubscription,
            AccountType.Service => AccountsTexts.QuotaService,
        };
}
