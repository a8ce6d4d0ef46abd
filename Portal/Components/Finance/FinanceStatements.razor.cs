using Microsoft.AspNetCore.Components;
using Portal.Components.Shared;
using Portal.Domain.Kernel;
using Portal.Domain.Settlement;
using Portal.Resources;
using Portal.Routes;

namespace Portal.Components.Finance;

/// <summary>Everybody's statements: all, those that end on a day, or those that one run closed.</summary>
public sealed partial class FinanceStatements
{
    private Page<StatementRow>? page;
    private DateOnly? day;

    [SupplyParameterFromQuery(Name = "day")]
    public string? DayText { get; set; }

    [SupplyParameterFromQuery(Name = "run")]
    public string? RunText { get; set; }

    [SupplyParameterFromQuery]
    public long? Before { get; set; }

    [SupplyParameterFromQuery]
    public long? After { get; set; }

    [Inject]
    public required StatementService Settlements { get; init; }

    [Inject]
    public required NavigationManager Navigation { get; init; }

    private DateOnly? Wanted => LedgerLabels.Day(DayText);

    private DateOnly? Run => LedgerLabels.Day(RunText);

    private Nothing Nothing => EmptyLabels.Statements(Wanted is not null, Run is not null);

    private string Lead => Run is { } through ? Fmt.Text(FinanceTexts.StatementsOfRun, Fmt.Date(through)) : FinanceTexts.StatementsLead;

    protected override Task OnParametersSetAsync()
    {
        day = Wanted;
        return Read();
    }

    private static string In(long minor, StatementRow row) => Fmt.Money(new Money(minor, Currency.Of(row.Currency)));

    private Task Read() =>
        Load(async me => page = await Settlements.ListAll(me, Wanted, Run, new PageAsk(Before: Before, After: After), Gone));

    private void Show() => Navigation.NavigateTo(day is { } known ? Urls.FinanceStatementsOf(known) : Urls.FinanceStatements);
}
