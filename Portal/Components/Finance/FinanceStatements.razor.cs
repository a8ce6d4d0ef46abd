using System.Globalization;
using Microsoft.AspNetCore.Components;
using Portal.Domain.Kernel;
using Portal.Domain.Settlement;
using Portal.Routes;

namespace Portal.Components.Finance;

/// <summary>Everybody's statements, of one day or all.</summary>
public sealed partial class FinanceStatements
{
    private Page<StatementRow>? page;
    private DateOnly? day;

    [SupplyParameterFromQuery(Name = "day")]
    public string? DayText { get; set; }

    [SupplyParameterFromQuery]
    public long? Before { get; set; }

    [SupplyParameterFromQuery]
    public long? After { get; set; }

    [Inject]
    public required StatementService Settlements { get; init; }

    [Inject]
    public required NavigationManager Navigation { get; init; }

    private DateOnly? Wanted =>
        DateOnly.TryParseExact(DayText, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var known) ? known : null;

    protected override Task OnParametersSetAsync()
    {
        day = Wanted;
        return Read();
    }

    private static string In(long minor, StatementRow row) => Fmt.Money(new Money(minor, Currency.Of(row.Currency)));

    private Task Read() => Load(async me => page = await Settlements.ListAll(me, Wanted, new PageAsk(Before: Before, After: After), Gone));

    private void Show() => Navigation.NavigateTo(day is { } known ? Urls.FinanceStatementsOf(known) : Urls.FinanceStatements);
}
