using Microsoft.AspNetCore.Components;
using Portal.Domain.Kernel;
using Portal.Domain.Reports;
using Portal.Resources;

namespace Portal.Components.Settlement;

/// <summary>A merchant's statements, and what is collecting for the next.</summary>
public sealed partial class Statements
{
    private Page<StatementRow>? page;
    private Accruing? accruing;

    [Parameter]
    public required string Merchant { get; set; }

    [SupplyParameterFromQuery]
    public long? Before { get; set; }

    [SupplyParameterFromQuery]
    public long? After { get; set; }

    [Inject]
    public required StatementPagesService Settlements { get; init; }

    private string AccruingText =>
        accruing is null
            ? ""
            : Fmt.Text(
                SettlementTexts.AccruingText,
                Fmt.Money(accruing.Net),
                Fmt.Count(accruing.Payments),
                accruing.Since is { } since ? Fmt.Day(since) : Fmt.None
            );

    protected override Task OnParametersSetAsync() => Read();

    private Task Read() =>
        Load(async me =>
        {
            page = await Settlements.List(me, Merchant, new PageAsk(Before: Before, After: After), Gone);
            accruing = await Settlements.Accruing(me, Merchant, Gone);
        });
}
