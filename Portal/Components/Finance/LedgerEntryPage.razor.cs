using Microsoft.AspNetCore.Components;
using Portal.Components.Shared;
using Portal.Domain.Kernel;
using Portal.Domain.Reports;
using Portal.Resources;
using Portal.Routes;

namespace Portal.Components.Finance;

/// <summary>One entry and its postings.</summary>
public sealed partial class LedgerEntryPage
{
    private EntryView? entry;

    [Parameter]
    public long Id { get; set; }

    [Inject]
    public required LedgerPagesService Books { get; init; }

    [Inject]
    public required SettlementZone Zone { get; init; }

    private static Crumb[] Above => [new(FinanceTexts.Ledger, Urls.FinanceLedger)];

    protected override Task OnParametersSetAsync() => Read();

    private Task Read() => Load(async me => entry = await Books.Entry(me, Id, Gone));
}
