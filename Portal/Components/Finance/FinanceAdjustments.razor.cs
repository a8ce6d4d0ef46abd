using Microsoft.AspNetCore.Components;
using Portal.Domain.Identity;
using Portal.Domain.Kernel;
using Portal.Domain.Settlement;
using Portal.Resources;
using Portal.Routes;

namespace Portal.Components.Finance;

/// <summary>Amounts moved by hand, and the form that proposes one.</summary>
public sealed partial class FinanceAdjustments
{
    private Page<AdjustmentRow>? page;
    private AdjustmentFormView? edited;
    private string? done;
    private bool mayPropose;

    /// <summary>1 opens the form.</summary>
    [SupplyParameterFromQuery]
    public string? New { get; set; }

    [SupplyParameterFromQuery]
    public string? Merchant { get; set; }

    [SupplyParameterFromQuery]
    public long? Before { get; set; }

    [SupplyParameterFromQuery]
    public long? After { get; set; }

    [Inject]
    public required AdjustmentService Adjustments { get; init; }

    [Inject]
    public required PeopleService People { get; init; }

    [Inject]
    public required SettlementZone Zone { get; init; }

    protected override async Task OnParametersSetAsync()
    {
        if (New == "1")
        {
            (edited, done) = (edited ?? new AdjustmentFormView { Merchant = Merchant ?? string.Empty }, null);
        }
        else
        {
            edited = null;
        }

        await Read();
    }

    private Task Read() =>
        Load(async me =>
        {
            var ask = new PageAsk(Before: Before, After: After);
            page = await Adjustments.List(me, New == "1" ? null : Merchant, ask, Gone);
            mayPropose = (await People.Me(me, Gone)).May(Permit.ProposeAdjustments);
        });

    private async Task Propose()
    {
        var number = string.Empty;
        if (edited?.Form() is { } form && await Act(async me => number = await Adjustments.Propose(me, form, edited.Key, Gone)))
        {
            done = Fmt.Text(TermsTexts.AdjustmentProposed, number);
            LeadOn(Urls.FinanceAdjustments);
        }
    }
}
