using Microsoft.AspNetCore.Components;
using Portal.Components.Shared;
using Portal.Domain.Banking;
using Portal.Domain.Kernel;
using Portal.Resources;
using Portal.Routes;

namespace Portal.Components.Banking;

/// <summary>Batches of payouts, newest first.</summary>
public sealed partial class BatchList
{
    private Page<BatchRow>? page;

    [SupplyParameterFromQuery]
    public long? Before { get; set; }

    [SupplyParameterFromQuery]
    public long? After { get; set; }

    [Inject]
    public required PayoutQueries Queries { get; init; }

    [Inject]
    public required SettlementZone Zone { get; init; }

    private static Crumb[] Above => [new(BankingTexts.Payouts, Urls.FinancePayouts)];

    protected override Task OnParametersSetAsync() => Read();

    private Task Read() => Load(async me => page = await Queries.Batches(me, new PageAsk(Before: Before, After: After), Gone));
}
