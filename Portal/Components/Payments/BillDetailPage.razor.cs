using System.Globalization;
using Microsoft.AspNetCore.Components;
using Portal.Components.Shared;
using Portal.Domain.Identity;
using Portal.Domain.Kernel;
using Portal.Domain.Payments;
using Portal.Resources;
using Portal.Routes;

namespace Portal.Components.Payments;

/// <summary>One bill: its totals beside its summary, how far it is posted, and the decision while it is held.</summary>
public sealed partial class BillDetailPage
{
    private const int SalesLines = 6;
    private BillDetail? bill;
    private Page<MovementView>? movements;
    private bool mayDecide;
    private string why = string.Empty;

    /// <summary>As the trail names it.</summary>
    private string BillKey => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"BL-{Id:D6}");

    [Parameter]
    public long Id { get; set; }

    /// <summary>The kind of changes to show; none: all.</summary>
    [SupplyParameterFromQuery(Name = "change")]
    public string? ChangeText { get; set; }

    [SupplyParameterFromQuery]
    public long? Before { get; set; }

    [SupplyParameterFromQuery]
    public long? After { get; set; }

    [Inject]
    public required BillQueries Queries { get; init; }

    [Inject]
    public required BillService Bills { get; init; }

    [Inject]
    public required BillRevisionService Revisions { get; init; }

    [Inject]
    public required PeopleService People { get; init; }

    [Inject]
    public required SettlementZone Zone { get; init; }

    private static Crumb[] Above => [new(PaymentsTexts.Bills, Urls.FinanceBills)];

    private string Percent =>
        bill is null ? "0" : (100L * bill.Bill.DoneRows / Math.Max(1, bill.Bill.Rows)).ToString(CultureInfo.InvariantCulture);

    /// <summary>A bill of movements only has nothing to say in the first lines, which are of sales.</summary>
    private IEnumerable<(string Name, string Value)> Totals =>
        AllTotals.Skip(bill is { Payments: 0, Refunds: 0, Bill.Movements: > 0 } ? SalesLines : 0);

    private IEnumerable<(string Name, string Value)> AllTotals =>
        bill is null
            ? []
            :
            [
                (PaymentsTexts.Payments, Fmt.Count(bill.Payments)),
                (PaymentsTexts.Gross, In(bill.Bill.GrossMinor)),
                (PaymentsTexts.Refunds, Fmt.Count(bill.Refunds)),
                (PaymentsTexts.RefundSum, In(-bill.Bill.RefundMinor)),
                (PaymentsTexts.GatewayFee, In(-bill.FeeMinor)),
                (PaymentsTexts.GatewayFeeReturned, In(bill.FeeReturnedMinor)),
                .. bill.ShareMinor != 0 ? new[] { (PaymentsTexts.ProfitShare, In(-bill.ShareMinor)) } : [],
                (PaymentsTexts.SuspenseRows, Fmt.Count(bill.Bill.SuspenseRows)),
                (PaymentsTexts.KnownRows, Fmt.Count(bill.KnownRows)),
                (PaymentsTexts.FailedRows, Fmt.Count(bill.FailedRows)),
                (PaymentsTexts.Movements, Fmt.Count(bill.Bill.Movements)),
                .. bill.OpeningMinor is { } opening ? new[] { (PaymentsTexts.OpeningBalance, In(opening)) } : [],
                .. bill.ClosingMinor is { } closing ? new[] { (PaymentsTexts.ClosingBalance, In(closing)) } : [],
            ];

    private string In(long minor) => Fmt.Money(new Money(minor, Currency.Of(bill?.Bill.Currency ?? Currency.Cny.Code)));

    private string Difference(string figure, long value) => PayLabels.Figure(figure, value, bill!.Bill.Currency);

    protected override async Task OnParametersSetAsync()
    {
        await Read();
        _ = Follow(() => bill is { Bill.State: BillState.Posting }, Read);
    }

    private Task Read() =>
        Load(async me =>
        {
            bill = await Queries.Detail(me, Id, Gone);
            movements = bill.Bill.Movements == 0 ? null : await Queries.Movements(me, Id, new PageAsk(Before: Before, After: After), Gone);
            mayDecide = (await People.Me(me, Gone)).May(Permit.DecideHeldBills);
        });

    private async Task Reopen()
    {
        if (await Act(me => Revisions.Reopen(me, Id, why, Gone)))
        {
            why = string.Empty;
            await Read();
        }
    }

    private async Task Decide(bool accept)
    {
        if (await Act(me => Bills.Decide(me, Id, accept, why, Gone)))
        {
            await Read();
            _ = Follow(() => bill is { Bill.State: BillState.Posting }, Read);
        }
    }
}
