using Microsoft.AspNetCore.Components;
using Portal.Domain.Kernel;
using Portal.Domain.Settlement;

namespace Portal.Components.Settlement;

/// <summary>The statement on one A4 page, without the shell; a page of its own, so that it prints without scripts.</summary>
public sealed partial class StatementPrint
{
    private StatementView? view;

    [Parameter]
    public required string Merchant { get; set; }

    [Parameter]
    public required string Number { get; set; }

    [Inject]
    public required StatementService Settlements { get; init; }

    [Inject]
    public required SettlementZone Zone { get; init; }

    protected override Task OnInitializedAsync() =>
        Load(async me => view = new StatementView(await Settlements.Page(me, Merchant, Number, Gone)));
}
