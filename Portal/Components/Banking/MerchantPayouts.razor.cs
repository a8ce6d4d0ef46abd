using Microsoft.AspNetCore.Components;
using Portal.Domain.Banking;
using Portal.Domain.Kernel;

namespace Portal.Components.Banking;

/// <summary>A merchant's own payouts.</summary>
public sealed partial class MerchantPayouts
{
    private Page<PayoutRow>? page;

    [Parameter]
    public required string Merchant { get; set; }

    [SupplyParameterFromQuery]
    public long? Before { get; set; }

    [SupplyParameterFromQuery]
    public long? After { get; set; }

    [Inject]
    public required PayoutQueries Queries { get; init; }

    protected override Task OnParametersSetAsync() => Read();

    private Task Read() => Load(async me => page = await Queries.ListOf(me, Merchant, new PageAsk(Before: Before, After: After), Gone));
}
