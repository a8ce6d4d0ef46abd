using Microsoft.AspNetCore.Components;
using Portal.Domain.Kernel;
using Portal.Domain.Ledger;
using Portal.Domain.Payments;
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

    /// <summary>Each figure opens the rows it is the sum of, and its note those that it counts.</summary>
    private IEnumerable<(string Title, string Value, string? Rows, string Note, string? Url)> Cards
    {
        get
        {
            if (figures is null || open is null)
            {
                return [];
            }

            return
            [
                (FinanceTexts.CollectedToday, Yuan(figures.CollectedTodayMinor), null, Count(figures.Days[^1].Payments), null),
                (
                    FinanceTexts.Unsettled,
                    Yuan(figures.PendingMinor),
                    Books(LedgerRole.MerchantPending),
                    open.Oldest is null
                        ? FinanceTexts.UnsettledNone
                        : Fmt.Text(FinanceTexts.UnsettledNote, Fmt.Count(open.Merchants), Fmt.Day(open.Oldest)),
                    null
                ),
                (
                    FinanceTexts.Payable,
                    Yuan(figures.PayableMinor),
                    Books(LedgerRole.MerchantPayable),
                    Fmt.Text(FinanceTexts.PayoutsNote, Fmt.Count(figures.PayoutsProposed), Fmt.Count(figures.PayoutsDue)),
                    Urls.FinancePayoutsOf(nameof(PayoutState.Proposed))
                ),
                (
                    FinanceTexts.Suspense,
                    Yuan(figures.SuspenseMinor),
                    Books(LedgerRole.Suspense),
                    Fmt.Text(FinanceTexts.ExceptionsNote, Fmt.Count(figures.ExceptionsOpen)),
                    Urls.FinanceExceptions
                ),
                (
                    FinanceTexts.AtBank,
                    Yuan(figures.BankSuspenseMinor),
                    Books(LedgerRole.BankSuspense),
                    FinanceTexts.AtBankNote,
                    Urls.FinanceReconciliationQueue
                ),
                (
                    FinanceTexts.HeldBills,
                    Fmt.Count(figures.BillsHeld),
                    $"{Urls.FinanceBills}?state={BillState.Held}",
                    figures.BillsPosting > 0 ? Fmt.Text(FinanceTexts.PostingNote, Fmt.Count(figures.BillsPosting)) : FinanceTexts.HeldNote,
                    figures.BillsPosting > 0 ? $"{Urls.FinanceBills}?state={BillState.Posting}" : null
                ),
                (
                    TermsTexts.HeldReserve,
                    Yuan(figures.ReserveMinor),
                    Books(LedgerRole.MerchantReserve),
                    Fmt.Text(TermsTexts.HeldReserveNote, Fmt.Count(figures.Stops)),
                    $"{Urls.FinanceTerms}?stopped=1"
                ),
                (FinanceTexts.Gateway, Yuan(figures.GatewayMinor), Books(LedgerRole.Gateway), FinanceTexts.Ledger, Urls.FinanceLedger),
                (
                    FinanceTexts.FeeRevenue,
                    Yuan(figures.FeeRevenueMinor),
                    Books(LedgerRole.PaymentFeeRevenue),
                    FinanceTexts.Ledger,
                    Urls.FinanceLedger
                ),
            ];
        }
    }

    private static string Books(LedgerRole role) => Urls.FinanceLedgerOf(LedgerRoles.Search(role).Trim(), null, null);

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
