using Microsoft.AspNetCore.Components;
using Portal.Domain.Approvals;
using Portal.Domain.Kernel;

namespace Portal.Components.Approvals;

/// <summary>What an organisation proposed, and what its owners have to decide.</summary>
public sealed partial class MerchantApprovals
{
    private Page<ApprovalRow>? page;

    [Parameter]
    public required string Merchant { get; set; }

    [SupplyParameterFromQuery]
    public long? Before { get; set; }

    [SupplyParameterFromQuery]
    public long? After { get; set; }

    [Inject]
    public required ApprovalListService Approvals { get; init; }

    [Inject]
    public required SettlementZone Zone { get; init; }

    protected override Task OnParametersSetAsync() => Read();

    private Task Read() =>
        Load(async me => page = await Approvals.OfMerchant(me, Merchant, new PageAsk(Before: Before, After: After), Gone));
}
