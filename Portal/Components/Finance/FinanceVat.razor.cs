using System.Globalization;
using Microsoft.AspNetCore.Components;
using Portal.Domain.Kernel;
using Portal.Domain.Reports;
using Portal.Domain.Settlement;
using Portal.Routes;

namespace Portal.Components.Finance;

/// <summary>The VAT inside our fees, a month at a time: by kind, against the books, down to the statements.</summary>
public sealed partial class FinanceVat
{
    private VatMonth? month;
    private Page<VatStatementRow>? page;
    private bool declaring;

    /// <summary>yyyy-MM; without it the newest month that has any.</summary>
    [SupplyParameterFromQuery(Name = "month")]
    public string? Wanted { get; set; }

    [SupplyParameterFromQuery]
    public long? Before { get; set; }

    [SupplyParameterFromQuery]
    public long? After { get; set; }

    [Inject]
    public required VatReportService Vat { get; init; }

    [Inject]
    public required VatReturnService Returns { get; init; }

    [Inject]
    public required SettlementZone Zone { get; init; }

    private string Tax => month is null ? "" : string.Join(" · ", month.Totals.Select(total => Fmt.MoneyIso(total.Tax)));

    private DateOnly LastDay => month!.Month.AddMonths(1).AddDays(-1);

    /// <summary>No further than the newest month with a statement.</summary>
    private string? Next => month is { Newest: { } newest } && newest > LastDay ? Urls.FinanceVatOf(month.Month.AddMonths(1)) : null;

    protected override Task OnParametersSetAsync() => Read();

    private Task Read() =>
        Load(async me =>
        {
            DateOnly? wanted = DateOnly.TryParseExact(Wanted, "yyyy-MM", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
                ? day
                : null;
            month = await Vat.Month(me, wanted, Gone);
            page = await Vat.Statements(me, month.Month, new PageAsk(Before: Before, After: After), Gone);
        });

    private async Task Declare()
    {
        if (await Act(me => Returns.Declare(me, month!.Month, Gone)))
        {
            await Read();
        }
    }
}
