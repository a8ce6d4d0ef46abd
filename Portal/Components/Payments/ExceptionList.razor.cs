using Microsoft.AspNetCore.Components;
using Portal.Components.Shared;
using Portal.Domain.Kernel;
using Portal.Domain.Payments;
using Portal.Resources;
using Portal.Routes;

namespace Portal.Components.Payments;

/// <summary>The exception queue.</summary>
public sealed partial class ExceptionList
{
    private Page<ExceptionRow>? page;

    [SupplyParameterFromQuery]
    public bool All { get; set; }

    [SupplyParameterFromQuery]
    public long? Before { get; set; }

    [SupplyParameterFromQuery]
    public long? After { get; set; }

    [Inject]
    public required BillDeskService Desk { get; init; }

    private static IReadOnlyList<Segment> Tabs =>
        [
            new("open", PaymentsTexts.ExceptionsOpen, Url: Urls.FinanceExceptions),
            new("all", PaymentsTexts.ExceptionsAll, Url: $"{Urls.FinanceExceptions}?all=true"),
        ];

    protected override Task OnParametersSetAsync() => Read();

    private Task Read() => Load(async me => page = await Desk.Exceptions(me, new PageAsk(Before: Before, After: After), All, Gone));
}
