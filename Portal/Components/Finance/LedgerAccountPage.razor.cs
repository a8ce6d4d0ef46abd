using Microsoft.AspNetCore.Components;
using Portal.Components.Shared;
using Portal.Domain.Kernel;
using Portal.Domain.Reports;
using Portal.Resources;
using Portal.Routes;

namespace Portal.Components.Finance;

/// <summary>One account's entries.</summary>
public sealed partial class LedgerAccountPage
{
    private LedgerAccountView? view;
    private DateOnly? from;
    private DateOnly? to;

    [Parameter]
    public long Id { get; set; }

    [SupplyParameterFromQuery]
    public long? Before { get; set; }

    [SupplyParameterFromQuery]
    public long? After { get; set; }

    [SupplyParameterFromQuery(Name = "from")]
    public string? FromText { get; set; }

    [SupplyParameterFromQuery(Name = "to")]
    public string? ToText { get; set; }

    [Inject]
    public required NavigationManager Navigation { get; init; }

    [Inject]
    public required LedgerPagesService Books { get; init; }

    [Inject]
    public required SettlementZone Zone { get; init; }

    private static Crumb[] Above => [new(FinanceTexts.Ledger, Urls.FinanceLedger)];

    private Nothing Nothing => EmptyLabels.LedgerEntries((from ?? to) is not null);

    protected override Task OnParametersSetAsync()
    {
        (from, to) = (LedgerLabels.Day(FromText), LedgerLabels.Day(ToText));
        return Read();
    }

    private Task Read() =>
        Load(async me =>
            view = await Books.Account(
                me,
                Id,
                new BooksPeriod(LedgerLabels.Day(FromText), LedgerLabels.Day(ToText)),
                new PageAsk(Before: Before, After: After),
                Gone
            )
        );

    private void Show() => Navigation.NavigateTo(Urls.FinanceLedgerAccount(Id, from, to));
}
