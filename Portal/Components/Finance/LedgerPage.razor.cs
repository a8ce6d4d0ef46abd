using Microsoft.AspNetCore.Components;
using Portal.Components.Shared;
using Portal.Domain.Kernel;
using Portal.Domain.Ledger;
using Portal.Domain.Reports;
using Portal.Resources;
using Portal.Routes;

namespace Portal.Components.Finance;

/// <summary>The ledger's accounts and the trial balance over all of them.</summary>
public sealed partial class LedgerPage
{
    private static readonly string[] Files = ["journal", "trial-balance", "payments", "fees"];
    private TrialBalance? trial;
    private string? search;
    private DateOnly? day;
    private TimeOnly? time;
    private DateOnly? wantedDay;

    [SupplyParameterFromQuery]
    public string? Q { get; set; }

    [SupplyParameterFromQuery(Name = "day")]
    public string? DayText { get; set; }

    [SupplyParameterFromQuery(Name = "time")]
    public string? TimeText { get; set; }

    [Inject]
    public required SettlementZone Zone { get; init; }

    [Inject]
    public required LedgerPagesService Books { get; init; }

    [Inject]
    public required NavigationManager Navigation { get; init; }

    protected override Task OnParametersSetAsync()
    {
        search = Q;
        wantedDay = day = LedgerLabels.Day(DayText);
        time = day is null ? null : LedgerLabels.Time(TimeText);
        return Read();
    }

    private Nothing Nothing => EmptyLabels.LedgerAccounts(!string.IsNullOrWhiteSpace(Q));

    private static string Kind(LedgerKind kind) =>
        kind switch
        {
            LedgerKind.Asset => FinanceTexts.Kind_Asset,
            LedgerKind.Liability => FinanceTexts.Kind_Liability,
            LedgerKind.Revenue => FinanceTexts.Kind_Revenue,
            LedgerKind.Expense => FinanceTexts.Kind_Expense,
            LedgerKind.Equity => FinanceTexts.Kind_Equity,
        };

    private LedgerAsOf AsOf =>
        LedgerLabels.Day(DayText) is not { } until ? LedgerAsOf.Now
        : LedgerLabels.Time(TimeText) is { } hour ? new LedgerAsOf(null, Zone.StartOf(until).Add(hour.ToTimeSpan()))
        : new LedgerAsOf(until, null);

    private string AsOfWords =>
        AsOf switch
        {
            { PostedUtc: { } utc } => Fmt.Text(LedgerTexts.AsPosted, Fmt.Instant(utc, Zone.Zone)),
            { Day: { } until } => Fmt.Text(LedgerTexts.AsOfBusinessDay, Fmt.Date(until)),
            _ => LedgerTexts.AsNow,
        };

    private Task Read() => Load(async me => trial = await Books.Trial(me, Q, AsOf, Gone));

    private void Find() => Navigation.NavigateTo(Urls.FinanceLedgerOf(search?.Trim(), day, time));
}
