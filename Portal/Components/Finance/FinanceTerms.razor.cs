using Microsoft.AspNetCore.Components;
using Portal.Components.Shared;
using Portal.Domain.Kernel;
using Portal.Domain.Settlement;
using Portal.Resources;
using Portal.Routes;

namespace Portal.Components.Finance;

/// <summary>What is agreed with each organisation, in a list; or only those whose payouts are stopped.</summary>
public sealed partial class FinanceTerms
{
    private Page<MerchantTerms>? page;

    /// <summary>Only those whose payouts are stopped.</summary>
    [SupplyParameterFromQuery]
    public string? Stopped { get; set; }

    [SupplyParameterFromQuery]
    public long? Before { get; set; }

    [SupplyParameterFromQuery]
    public long? After { get; set; }

    [Inject]
    public required SettlementTermsService Terms { get; init; }

    private static IReadOnlyList<Segment> Views =>
        [
            new("all", TermsTexts.AllOrganisations, Url: Urls.FinanceTerms),
            new("stopped", TermsTexts.Stopped, Url: $"{Urls.FinanceTerms}?stopped=1"),
        ];

    private bool IsStopped => Stopped == "1";

    private Nothing Nothing => EmptyLabels.Terms(IsStopped);

    protected override Task OnParametersSetAsync() => Read();

    private Task Read() => Load(async me => page = await Terms.List(me, IsStopped, new PageAsk(Before: Before, After: After), Gone));
}
