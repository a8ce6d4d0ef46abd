using Microsoft.AspNetCore.Components;
using Portal.Domain.Kernel;
using Portal.Domain.Settlement;

namespace Portal.Components.Finance;

/// <summary>What is agreed with each organisation, in a list.</summary>
public sealed partial class FinanceTerms
{
    private Page<MerchantTerms>? page;

    [SupplyParameterFromQuery]
    public long? Before { get; set; }

    [SupplyParameterFromQuery]
    public long? After { get; set; }

    [Inject]
    public required SettlementTermsService Terms { get; init; }

    protected override Task OnParametersSetAsync() => Read();

    private Task Read() => Load(async me => page = await Terms.List(me, new PageAsk(Before: Before, After: After), Gone));
}
