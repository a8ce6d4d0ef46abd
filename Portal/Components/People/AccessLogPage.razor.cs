using Microsoft.AspNetCore.Components;
using Portal.Components.Layout;
using Portal.Domain.Identity;
using Portal.Domain.Kernel;

namespace Portal.Components.People;

/// <summary>What the operator's staff opened of this organisation.</summary>
public sealed partial class AccessLogPage
{
    private Page<AccessLogRow>? page;

    [Parameter]
    public required string Merchant { get; set; }

    [SupplyParameterFromQuery]
    public long? Before { get; set; }

    [SupplyParameterFromQuery]
    public long? After { get; set; }

    [CascadingParameter]
    public Me? Reader { get; set; }

    [Inject]
    public required AccessLogService Looks { get; init; }

    [Inject]
    public required SettlementZone Zone { get; init; }

    private string Organisation =>
        Reader?.Organisations.FirstOrDefault(one => one.Slug == Merchant)?.DisplayName ?? Reader?.View?.DisplayName ?? Merchant;

    protected override Task OnParametersSetAsync() => Read();

    private static string Roles(AccessLogRow row) => string.Join(" · ", row.Roles.Select(RoleNames.Of));

    private Task Read() => Load(async me => page = await Looks.Looks(me, Merchant, new PageAsk(Before: Before, After: After), Gone));
}
