using Microsoft.AspNetCore.Components;
using Portal.Components.Shared;
using Portal.Domain.Kernel;
using Portal.Domain.Messaging;
using Portal.Resources;
using Portal.Routes;

namespace Portal.Components.Messaging;

public sealed partial class FollowersPage
{
    private static readonly FollowerState[] States = [FollowerState.Following, FollowerState.Muted];
    private FollowerList? list;
    private string? search;
    private string? state;
    private string? source;

    [Parameter]
    public string Merchant { get; set; } = string.Empty;

    [SupplyParameterFromQuery(Name = "account")]
    public string? Account { get; set; }

    [SupplyParameterFromQuery(Name = "q")]
    public string? Q { get; set; }

    [SupplyParameterFromQuery(Name = "state")]
    public string? StateKey { get; set; }

    [SupplyParameterFromQuery(Name = "source")]
    public string? SourceKey { get; set; }

    [SupplyParameterFromQuery(Name = "before")]
    public long? Before { get; set; }

    [SupplyParameterFromQuery(Name = "after")]
    public long? After { get; set; }

    [Inject]
    public required FollowerService Followers { get; init; }

    [Inject]
    public required NavigationManager Navigation { get; init; }

    [Inject]
    public required SettlementZone Zone { get; init; }

    /// <summary>What the address asks for; a value it cannot mean is ignored.</summary>
    private FollowerAsk Wanted =>
        new(
            string.IsNullOrWhiteSpace(Q) ? null : Q.Trim(),
            Enum.TryParse<FollowerState>(StateKey, out var known) && States.Contains(known) ? known : null,
            Enum.TryParse<FollowSource>(SourceKey, out var source) ? source : null
        );

    private Nothing Nothing => EmptyLabels.Followers(!Wanted.IsEmpty);

    private string Cleared => Account is null ? Urls.Followers(Merchant) : Urls.Followers(Merchant, Account);

    private List<Segment> Accounts =>
        [.. (list?.Accounts ?? []).Select(one => new Segment(one.Handle, one.DisplayName, Url: Urls.Followers(Merchant, one.Handle)))];

    private string? Lead =>
        list is null ? null : Fmt.Text(MessagingTexts.FollowersLead, Fmt.Count(list.Audience.Followers), Fmt.Count(list.Audience.Muted));

    protected override Task OnParametersSetAsync()
    {
        (search, state, source) = (Wanted.Search, Wanted.State?.ToString(), Wanted.Source?.ToString());
        return Reload();
    }

    private void Find() =>
        Navigation.NavigateTo(
            Navigation.GetUriWithQueryParameters(
                Urls.Followers(Merchant),
                new Dictionary<string, object?>
                {
                    ["account"] = Account,
                    ["q"] = string.IsNullOrWhiteSpace(search) ? null : search.Trim(),
                    ["state"] = string.IsNullOrEmpty(state) ? null : state,
                    ["source"] = string.IsNullOrEmpty(source) ? null : source,
                }
            )
        );

    private Task Reload()
    {
        list = null;
        return Load(async actor =>
            list = await Followers.List(actor, Merchant, Account, Wanted, new PageAsk(Before: Before, After: After), Gone)
        );
    }
}
