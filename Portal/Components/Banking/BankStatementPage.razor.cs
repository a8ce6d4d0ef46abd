using Microsoft.AspNetCore.Components;
using Portal.Components.Shared;
using Portal.Domain.Banking;
using Portal.Domain.Identity;
using Portal.Domain.Kernel;
using Portal.Resources;
using Portal.Routes;

namespace Portal.Components.Banking;

/// <summary>One bank statement: its lines and what each turned out to be; the decision while it does not add up.</summary>
public sealed partial class BankStatementPage
{
    private BankStatementDetail? detail;
    private Page<BankLineRow>? lines;
    private bool mayDecide;
    private string why = string.Empty;

    [Parameter]
    public long Id { get; set; }

    [SupplyParameterFromQuery]
    public long? Before { get; set; }

    [SupplyParameterFromQuery]
    public long? After { get; set; }

    [Inject]
    public required BankQueries Queries { get; init; }

    [Inject]
    public required BankImportService Imports { get; init; }

    [Inject]
    public required PeopleService People { get; init; }

    [Inject]
    public required SettlementZone Zone { get; init; }

    private static Crumb[] Above => [new(BankingTexts.BankStatements, Urls.FinanceBankStatements)];

    protected override async Task OnParametersSetAsync()
    {
        await Read();
        _ = Follow(() => detail is { Statement.State: BankStatementState.Posting }, Read);
    }

    private static IEnumerable<string> Notes(BankStatementRow row)
    {
        if (row.SequenceGap)
        {
            yield return BankingTexts.SequenceGap;
        }

        if (row.OpeningGap)
        {
            yield return BankingTexts.OpeningGap;
        }

        if (row.ByValueDay)
        {
            yield return BankingTexts.ByValueDay;
        }
    }

    private Task Read() =>
        Load(async me =>
        {
            detail = await Queries.Statement(me, Id, Gone);
            lines = await Queries.Lines(me, Id, new PageAsk(Size: 50, Before: Before, After: After), Gone);
            mayDecide = (await People.Me(me, Gone)).May(Permit.ImportBankFiles);
        });

    private async Task Decide(bool accept)
    {
        if (await Act(me => Imports.Decide(me, Id, accept, why, Gone)))
        {
            await Read();
            _ = Follow(() => detail is { Statement.State: BankStatementState.Posting }, Read);
        }
    }
}
