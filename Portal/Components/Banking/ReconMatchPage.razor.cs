using System.Globalization;
using Microsoft.AspNetCore.Components;
using Portal.Components.Shared;
using Portal.Domain.Banking;
using Portal.Domain.Kernel;
using Portal.Resources;
using Portal.Routes;

namespace Portal.Components.Banking;

/// <summary>Lines that belong together, chosen one by one: the address holds what is chosen.</summary>
public sealed partial class ReconMatchPage
{
    private ReconMatchView? view;
    private bool asFee;
    private string why = string.Empty;
    private string search = string.Empty;

    [SupplyParameterFromQuery]
    public string? Items { get; set; }

    [SupplyParameterFromQuery(Name = "q")]
    public string? Search { get; set; }

    [Inject]
    public required ReconMatchService Service { get; init; }

    private static Crumb[] Above =>
        [new(BankingTexts.Reconciliation, Urls.FinanceReconciliation), new(BankingTexts.Differences, Urls.FinanceReconciliationQueue)];

    private IReadOnlyList<long> Chosen =>
        [
            .. (Items ?? string.Empty)
                .Split(',', StringSplitOptions.RemoveEmptyEntries)
                .Select(text => long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : 0)
                .Where(id => id > 0)
                .Distinct()
                .Take(ReconMatchService.ItemsMax + 1),
        ];

    /// <summary>A second person could agree to this: nothing is in the way and the sides tie, by themselves or with the fee.</summary>
    private bool Ready => view is { Hurdle: null } chosen && (chosen.DifferenceMinor == 0 || (chosen.MayBeFee && asFee));

    protected override Task OnParametersSetAsync()
    {
        (search, asFee) = (Search ?? string.Empty, false);
        return Read();
    }

    private Task Read() => Load(async me => view = await Service.Sheet(me, Chosen, Search, Gone));

    private IReadOnlyList<ReconRow> Of(ReconSide side) => [.. view!.Others.Where(row => row.Side == side)];

    private string With(long id) => Urls.FinanceReconciliationMatch([.. Chosen, id], Search);

    /// <summary>The last one stays: without a line there is nothing to match.</summary>
    private string? Without(long id) =>
        Chosen.Count > 1 ? Urls.FinanceReconciliationMatch([.. Chosen.Where(one => one != id)], Search) : null;

    private void Find() => Addresses.NavigateTo(Urls.FinanceReconciliationMatch(Chosen, search));

    private async Task Propose()
    {
        string? approval = null;
        var lines = view!.Ours.Concat(view.Theirs).Select(row => row.Id).ToList();
        if (
            await Act(async me => approval = await Service.Propose(me, lines, asFee, why, Guid.NewGuid().ToString("N"), Gone))
            && approval is not null
        )
        {
            LeadOn(Urls.Approval(approval));
        }
    }
}
