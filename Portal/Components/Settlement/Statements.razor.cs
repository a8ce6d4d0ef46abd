using Microsoft.AspNetCore.Components;
using Portal.Domain.Kernel;
using Portal.Domain.Settlement;
using Portal.Resources;

namespace Portal.Components.Settlement;

/// <summary>A merchant's statements, and what is collecting for the next.</summary>
public sealed partial class Statements
{
    private Page<StatementRow>? page;
    private NextPayout? next;
    private ReserveView? reserve;

    [Parameter]
    public required string Merchant { get; set; }

    [SupplyParameterFromQuery]
    public long? Before { get; set; }

    [SupplyParameterFromQuery]
    public long? After { get; set; }

    [Inject]
    public required StatementService Settlements { get; init; }

    [Inject]
    public required MoneyOverviewService Figures { get; init; }

    [Inject]
    public required ReserveService Reserves { get; init; }

    private string? Lead =>
        next is null ? null : Fmt.Text(SettlementTexts.StatementsLead, TermsLabels.Cycle(next.Terms), TermsLabels.Due(next.Terms));

    protected override Task OnParametersSetAsync() => Read();

    private Task Read() =>
        Load(async me =>
        {
            page = await Settlements.List(me, Merchant, new PageAsk(Before: Before, After: After), Gone);
            next = (await Figures.Merchant(me, Merchant, 1, Gone)).Next;
            reserve = await Reserves.Of(me, Merchant, Gone);
        });
}
