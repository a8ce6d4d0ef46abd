using Microsoft.AspNetCore.Components;
using Portal.Components.Shared;
using Portal.Domain.Approvals;
using Portal.Domain.Identity;
using Portal.Domain.Kernel;
using Portal.Domain.Settlement;
using Portal.Resources;
using Portal.Routes;

namespace Portal.Components.Finance;

/// <summary>The rates of VAT by date, and the form that proposes another one.</summary>
public sealed partial class FinanceVatRates
{
    private IReadOnlyList<VatRateRow>? rates;
    private IReadOnlyList<ApprovalRow> proposals = [];
    private VatFormView? edited;
    private string? done;
    private bool mayManage;

    /// <summary>1 opens the form.</summary>
    [SupplyParameterFromQuery]
    public string? New { get; set; }

    [Inject]
    public required VatRateService Rates { get; init; }

    [Inject]
    public required PeopleService People { get; init; }

    [Inject]
    public required SettlementZone Zone { get; init; }

    [Inject]
    public required TimeProvider Clock { get; init; }

    private static Crumb[] Above => [new(VatTexts.Title, Urls.FinanceVat)];

    protected override async Task OnParametersSetAsync()
    {
        if (New == "1")
        {
            (edited, done) = (edited ?? new VatFormView(Zone.Today(Clock).AddDays(1)), null);
        }
        else
        {
            edited = null;
        }

        await Read();
    }

    private string? Wrong(string typed, string refused) =>
        edited?.Wrong.TryGetValue(typed, out var sentence) == true ? sentence : RefusalText.At(Problem, refused);

    private Task Read() =>
        Load(async me =>
        {
            rates = await Rates.List(me, Gone);
            proposals = await Rates.Proposals(me, Gone);
            mayManage = (await People.Me(me, Gone)).May(Permit.ManageFees);
        });

    private async Task Propose()
    {
        var number = string.Empty;
        if (
            edited?.Read() is { } asked
            && await Act(async me => number = await Rates.Propose(me, asked.From, asked.PartsPerMillion, edited.Reason, edited.Key, Gone))
        )
        {
            done = Fmt.Text(VatTexts.Proposed, Fmt.Rate(asked.PartsPerMillion), number, Fmt.Date(asked.From));
            LeadOn(Urls.FinanceVatRates);
        }
    }
}
