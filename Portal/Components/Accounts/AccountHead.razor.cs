using Microsoft.AspNetCore.Components;
using Portal.Components.Shared;
using Portal.Domain.Accounts;
using Portal.Resources;
using Portal.Routes;

namespace Portal.Components.Accounts;

/// <summary>The head of every page of one account: face, name, state, tabs.</summary>
public sealed partial class AccountHead
{
    [Parameter, EditorRequired]
    public required AccountCard Account { get; set; }

    [Parameter, EditorRequired]
    public required string Merchant { get; set; }

    [Parameter, EditorRequired]
    public required string Organisation { get; set; }

    [Parameter, EditorRequired]
    public required string Tab { get; set; }

    [Parameter]
    public RenderFragment? Chip { get; set; }

    [Parameter]
    public RenderFragment? Actions { get; set; }

    private IReadOnlyList<Crumb> Above => [new(AccountsTexts.AccountsTitle, Urls.Accounts(Merchant))];

    private IReadOnlyList<Segment> Items =>
        [
            new("profile", AccountsTexts.TabProfile, Url: Urls.Account(Merchant, Account.Handle)),
            new("certification", AccountsTexts.TabCertification, Url: Urls.Certification(Merchant, Account.Handle)),
            new("history", AccountsTexts.TabHistory, Url: Urls.AccountHistory(Merchant, Account.Handle)),
        ];
}
