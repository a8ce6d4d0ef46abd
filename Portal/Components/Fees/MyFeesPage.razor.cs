using Microsoft.AspNetCore.Components;
using Portal.Domain.Kernel;
using Portal.Domain.Reports;

namespace Portal.Components.Fees;

/// <summary>The fees that hold for a merchant, in plain words, and those it paid that are not a payment's.</summary>
public sealed partial class MyFeesPage
{
    private MyFees? fees;
    private FeeView? view;
    private bool asking;

    [Parameter]
    public required string Merchant { get; set; }

    [Inject]
    public required FeeQueries Queries { get; init; }

    [Inject]
    public required SettlementZone Zone { get; init; }

    protected override Task OnParametersSetAsync() => Read();

    private Task Read() => Load(async me => fees = await Queries.Mine(me, Merchant, Gone));

    private async Task Ask(string number) => asking = await Act(async me => view = await Queries.OfService(me, Merchant, number, Gone));
}
