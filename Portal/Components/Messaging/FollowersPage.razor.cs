using Microsoft.AspNetCore.Components;
using Portal.Components.Shared;
using Portal.Domain.Kernel;
using Portal.Domain.Messaging;
using Portal.Resources;
using Portal.Routes;

namespace Portal.Components.Messaging;

public sealed partial class FollowersPage
{
    private FollowerList? list;

    [Parameter]
    public string Merchant { get; set; } = string.Empty;

    [SupplyParameterFromQuery(Name = "account")]
    public string? Account { get; set; }

    [SupplyParameterFromQuery(Name = "before")]
    public long? Before { get; set; }

    [SupplyParameterFromQuery(Name = "after")]
    public long? After { get; set; }

    [Inject]
    public required FollowerService Followers { get; init; }

    [Inject]
    public required SettlementZone Zone { get; init; }

    private List<Segment> Accounts =>
        [.. (list?.Accounts ?? []).Select(one => new Segment(one.Handle, one.DisplayName, Url: Urls.Followers(Merchant, one.Handle)))];

    private string? Lead =>
        list is null ? null : Fmt.Text(MessagingTexts.FollowersLead, Fmt.Count(list.Audience.Followers), Fmt.Count(list.Audience.Muted));

    protected override Task OnParametersSetAsync() => Reload();

    private Task Reload()
    {
        list = null;
        return Load(async actor => list = await Followers.List(actor, Merchant, Account, new PageAsk(Before: Before, After: After), Gone));
    }
}
