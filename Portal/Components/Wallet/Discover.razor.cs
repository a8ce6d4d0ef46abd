using Microsoft.AspNetCore.Components;
using Portal.Domain.Messaging;
using Portal.Resources;

namespace Portal.Components.Wallet;

public sealed partial class Discover
{
    private IReadOnlyList<AccountCard> cards = [];

    [Inject]
    public required WalletService Wallet { get; init; }

    [SupplyParameterFromQuery(Name = "q")]
    public string? Search { get; set; }

    protected override Task OnInitializedAsync() => Show(async actor => cards = await Wallet.Discover(actor, Search, Http.RequestAborted));

    private static string Note(AccountCard card)
    {
        var followers = Fmt.Text(WalletTexts.FollowersCount, Fmt.Count(card.Followers));
        return card.IsFollowed ? $"{followers} · {WalletTexts.YouFollow}" : followers;
    }
}
