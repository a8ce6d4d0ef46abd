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
    private LedgerAccountSheet? sheet;

    [Parameter]
    public long Id { get; set; }

    [SupplyParameterFromQuery]
    public long? Before { get; set; }

    [SupplyParameterFromQuery]
    public long? After { get; set; }

    [Inject]
    public required LedgerPagesService Books { get; init; }

    [Inject]
    public required SettlementZone Zone { get; init; }

    private static Crumb[] Above => [new(FinanceTexts.Ledger, Urls.FinanceLedger)];

    protected override Task OnParametersSetAsync() => Read();

    private Task Read() => Load(async me => sheet = await Books.Account(me, Id, new PageAsk(Before: Before, After: After), Gone));
}
