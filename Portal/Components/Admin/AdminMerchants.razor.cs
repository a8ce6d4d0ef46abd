using Microsoft.AspNetCore.Components;
using Portal.Domain.Kernel;
using Portal.Domain.Reports;

namespace Portal.Components.Admin;

/// <summary>Organisations on the portal.</summary>
public sealed partial class AdminMerchants
{
    private Page<MerchantRow>? page;

    [SupplyParameterFromQuery]
    public string? Q { get; set; }

    [SupplyParameterFromQuery]
    public long? Before { get; set; }

    [SupplyParameterFromQuery]
    public long? After { get; set; }

    [Inject]
    public required DirectoryService Directory { get; init; }

    [Inject]
    public required SettlementZone Zone { get; init; }

    protected override Task OnParametersSetAsync() => Read();

    private Task Read() => Load(async me => page = await Directory.Merchants(me, Q, new PageAsk(Before: Before, After: After), Gone));
}
