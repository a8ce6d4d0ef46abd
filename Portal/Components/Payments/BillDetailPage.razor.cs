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
    private BillDetail? bill;
    private bool mayDecide;
    private string why = string.Empty;

    /// <summary>As the trail names it.</summary>
    private string BillKey => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"BL-{Id:D6}");

    [Parameter]
    public long Id { get; set; }

    [Inject]
    public required BillDeskService Desk { get; init; }

    [Inject]
    public required BillService Bills { get; init; }

    [Inject]
    public required PeopleService People { get; init; }

    [Inject]
    public required SettlementZone Zone { get; init; }

    private static Crumb[] Above => [new(PaymentsTexts.Bills, Urls.FinanceBills)];

    private string Percent =>
        bill is null ? "0" : (100L * bill.Bill.DoneRows / Math.Max(1, bill.Bill.Rows)).ToString(CultureInfo.InvariantCulture);

    private IEnumerable<(string Name, string Value)> Totals =>
        bill is null
            ? []
            :
            [
                (PaymentsTexts.Payments, Fmt.Count(bill.Payments)),
                (PaymentsTexts.Gross, Fmt.Money(Money.Cny(bill.Bill.GrossMinor))),
                (PaymentsTexts.Refunds, Fmt.Count(bill.Refunds)),
                (PaymentsTexts.RefundSum, Fmt.Money(Money.Cny(-bill.Bill.RefundMinor))),
                (PaymentsTexts.GatewayFee, Fmt.Money(Money.Cny(-bill.FeeMinor))),
                (PaymentsTexts.GatewayFeeReturned, Fmt.Money(Money.Cny(bill.FeeReturnedMinor))),
                (PaymentsTexts.SuspenseRows, Fmt.Count(bill.Bill.SuspenseRows)),
                (PaymentsTexts.KnownRows, Fmt.Count(bill.KnownRows)),
                (PaymentsTexts.FailedRows, Fmt.Count(bill.FailedRows)),
            ];

    protected override async Task OnParametersSetAsync()
    {
        await Read();
        _ = Follow(() => bill is { Bill.State: BillState.Posting }, Read);
    }

    private Task Read() =>
        Load(async me =>
        {
            bill = await Desk.Detail(me, Id, Gone);
            mayDecide = (await People.Me(me, Gone)).May(Permit.DecideHeldBills);
        });

    private async Task Decide(bool accept)
    {
        if (await Act(me => Bills.Decide(me, Id, accept, why, Gone)))
        {
            await Read();
            _ = Follow(() => bill is { Bill.State: BillState.Posting }, Read);
        }
    }
}
