using Microsoft.AspNetCore.Components;
using Portal.Domain.Kernel;
using Portal.Domain.Reports;
using Portal.Domain.Settlement;
using Portal.Resources;
using Portal.Routes;

namespace Portal.Components.Finance;

/// <summary>What finance looks at first: what came in, what is open, what waits for a person, and whether settlement keeps up.</summary>
public sealed partial class FinanceOverview
{
    private FinanceFigures? figures;
    private OpenDay? open;

    [Inject]
    public required MoneyOverviewService Figures { get; init; }

    [Inject]
    public required RunPagesService Runs { get; init; }

    [Inject]
    public required SettlementZone Zone { get; init; }

    private DayFigure Yesterday => figures!.Days[^2];

    private DayFigure DayBefore => figures!.Days[^3];

    private IEnumerable<(string Title, string Value, string Note, string? Url)> Cards
    {
        get
        {
            if (figures is null || open is null)
            {
                return [];
            }

            return
            [
                (FinanceTexts.CollectedToday, Yuan(figures.CollectedTodayMinor), Count(figures.Days[^1].Payments), null),
                (
                    FinanceTexts.Unsettled,
                    Yuan(figures.PendingMinor),
                    open.Oldest is null
                        ? FinanceTexts.UnsettledNone
                        : Fmt.Text(FinanceTexts.UnsettledNote, Fmt.Count(open.Merchants), Fmt.Day(open.Oldest)),
                    Urls.FinanceRuns
                ),
                (
                    FinanceTexts.Payable,
                    Yuan(figures.PayableMinor),
                    Fmt.Text(FinanceTexts.PayoutsNote, Fmt.Count(figures.PayoutsProposed), Fmt.Count(figures.PayoutsDue)),
                    Urls.FinancePayouts
                ),
                (
                    FinanceTexts.Suspense,
                    Yuan(figures.SuspenseMinor),
                    Fmt.Text(FinanceTexts.ExceptionsNote, Fmt.Count(figures.ExceptionsOpen)),
                    Urls.FinanceExceptions
                ),
                (FinanceTexts.AtBank, Yuan(figures.BankSuspenseMinor), FinanceTexts.AtBankNote, Urls.FinanceReconciliationQueue),
                (
                    FinanceTexts.HeldBills,
                    Fmt.Count(figures.BillsHeld),
                    figures.BillsPosting > 0 ? Fmt.Text(FinanceTexts.PostingNote, Fmt.Count(figures.BillsPosting)) : FinanceTexts.HeldNote,
                    $"{Urls.FinanceBills}?state=Held"
                ),
                (
                    TermsTexts.HeldReserve,
                    Yuan(figures.ReserveMinor),
                    Fmt.Text(TermsTexts.HeldReserveNote, Fmt.Count(figures.Stops)),
                    Urls.FinanceTerms
                ),
                (FinanceTexts.Gateway, Yuan(figures.GatewayMinor), FinanceTexts.Ledger, Urls.FinanceLedger),
                (FinanceTexts.FeeRevenue, Yuan(figures.FeeRevenueMinor), FinanceTexts.Ledger, Urls.FinanceLedger),
            ];
        }
    }

    protected override Task OnInitializedAsync() => Read();

    private static string Yuan(long minor) => Fmt.Money(Money.Cny(minor));

    private static string Count(int payments) => Fmt.Text(FinanceTexts.PaymentsNote, Fmt.Count(payments));

    private Task Read() =>
        Load(async me =>
        {
            figures = await Figures.Finance(me, Gone);
            open = await Runs.Open(me, Gone);
        });
}
