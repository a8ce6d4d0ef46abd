using Microsoft.AspNetCore.Components;
using Portal.Domain.Ledger;
using Portal.Domain.Reports;
using Portal.Resources;
using Portal.Routes;

namespace Portal.Components.Finance;

/// <summary>The ledger's accounts and the trial balance over all of them.</summary>
public sealed partial class LedgerPage
{
    private TrialBalance? trial;
    private string? search;

    [SupplyParameterFromQuery]
    public string? Q { get; set; }

    [Inject]
    public required LedgerPagesService Books { get; init; }

    [Inject]
    public required NavigationManager Navigation { get; init; }

    protected override Task OnParametersSetAsync()
    {
        search = Q;
        return Read();
    }

    private static string Kind(LedgerKind kind) =>
        kind switch
        {
            LedgerKind.Asset => FinanceTexts.Kind_Asset,
            LedgerKind.Liability => FinanceTexts.Kind_Liability,
            LedgerKind.Revenue => FinanceTexts.Kind_Revenue,
            LedgerKind.Expense => FinanceTexts.Kind_Expense,
            LedgerKind.Equity => FinanceTexts.Kind_Equity,
        };

    private Task Read() => Load(async me => trial = await Books.Trial(me, Q, Gone));

    private void Find() =>
        Navigation.NavigateTo(
            string.IsNullOrWhiteSpace(search) ? Urls.FinanceLedger : $"{Urls.FinanceLedger}?q={Uri.EscapeDataString(search.Trim())}"
        );
}
