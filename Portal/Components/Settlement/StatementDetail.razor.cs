using Microsoft.AspNetCore.Components;
using Portal.Components.Shared;
using Portal.Domain.Identity;
using Portal.Domain.Kernel;
using Portal.Domain.Reports;
using Portal.Domain.Settlement;
using Portal.Resources;
using Portal.Routes;

namespace Portal.Components.Settlement;

/// <summary>One statement: what is paid, why it is that much, and the proof that it adds up.</summary>
public sealed partial class StatementDetail
{
    private StatementView? view;
    private StatementChecksums? checksums;
    private WorkbookView? workbook;
    private bool mayExport;

    [Parameter]
    public required string Merchant { get; set; }

    [Parameter]
    public required string Number { get; set; }

    [Inject]
    public required StatementService Settlements { get; init; }

    [Inject]
    public required StatementExportService Exports { get; init; }

    [Inject]
    public required StatementWorkbookService Workbooks { get; init; }

    [Inject]
    public required PeopleService People { get; init; }

    [Inject]
    public required SettlementZone Zone { get; init; }

    private Crumb[] Above => [new(SettlementTexts.Statements, Urls.Settlements(Merchant))];

    private string Lead =>
        view is null
            ? ""
            : Fmt.Text(
                SettlementTexts.Lead,
                view.Page.LegalName,
                TermsLabels.Cycle(view.Page.Terms),
                TermsLabels.Due(view.Page.Terms),
                view.Currency.Code,
                Zone.Zone.Id
            );

    // The page first, then what is said about its files; no file is made for looking.
    protected override async Task OnParametersSetAsync()
    {
        (checksums, workbook) = (null, null);
        await Read();
        if (view is not null)
        {
            StateHasChanged();
            await Files();
            Watch();
        }
    }

    private Task Files() =>
        Load(async me =>
        {
            checksums = await Exports.Checksums(me, Merchant, Number, Gone);
            workbook = await Workbooks.View(me, Merchant, Number, Gone);
        });

    // Only while it is made, and then until it is there.
    private void Watch() => _ = Follow(() => workbook?.State == WorkbookState.Making, Files);

    private async Task Ask()
    {
        if (await Act(me => Workbooks.Ask(me, Merchant, Number, Gone)))
        {
            await Files();
            Watch();
        }
    }

    private string? Neighbour(string? number) => number is null ? null : Urls.Statement(Merchant, number);

    private Task Read() =>
        Load(async me =>
        {
            view = new StatementView(await Settlements.Page(me, Merchant, Number, Gone));
            mayExport = (await People.Me(me, Gone)).May(Permit.ExportStatements, Merchant);
        });
}
