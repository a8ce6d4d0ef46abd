using System.Globalization;
using Microsoft.AspNetCore.Components;
using Portal.Components.Shared;
using Portal.Domain.Certification;
using Portal.Domain.Identity;
using Portal.Domain.Kernel;
using Portal.Domain.Reports;
using Portal.Domain.Settlement;
using Portal.Resources;
using Portal.Routes;

namespace Portal.Components.Overview;

/// <summary>An organisation's first page: its figures over a period, what waits for it, and the next payout.</summary>
public sealed partial class MerchantOverview
{
    private const int DaysByDefault = 14;
    private static readonly int[] Offered = [1, 7, 14, 30];

    private Me? me;
    private Onboarding? onboarding;
    private MerchantFigures? money;
    private AudienceFigures? audience;
    private IReadOnlyList<OpenTask> tasks = [];
    private IReadOnlyList<CertificationLine> ending = [];

    [Parameter]
    public required string Merchant { get; set; }

    [SupplyParameterFromQuery]
    public string? Period { get; set; }

    [Inject]
    public required OverviewService Overviews { get; init; }

    [Inject]
    public required MoneyOverviewService Figures { get; init; }

    [Inject]
    public required CertificationService Certification { get; init; }

    [Inject]
    public required PeopleService People { get; init; }

    [Inject]
    public required SettlementZone Zone { get; init; }

    private int Days =>
        int.TryParse(Period, NumberStyles.None, CultureInfo.InvariantCulture, out var days) && Offered.Contains(days)
            ? days
            : DaysByDefault;

    private string? Lead =>
        money is null ? null
        : Days == 1 ? Fmt.Text(OverviewTexts.LeadToday, Fmt.Date(money.To))
        : Fmt.Text(OverviewTexts.Lead, Fmt.Range(money.From, money.To), Fmt.Count(Days));

    private IReadOnlyList<Segment> Periods =>
        [
            .. Offered.Select(days => new Segment(
                days.ToString(CultureInfo.InvariantCulture),
                days == 1 ? OverviewTexts.Today : Fmt.Text(OverviewTexts.Days, Fmt.Count(days)),
                Url: Urls.Overview(Merchant, days == DaysByDefault ? null : days.ToString(CultureInfo.InvariantCulture))
            )),
        ];

    protected override Task OnParametersSetAsync() => Read();

    private static Money Cny(long minor) => Money.Cny(minor);

    private bool May(Permit permit) => me?.May(permit, Merchant) == true;

    private Task Read() =>
        Load(async actor =>
        {
            me = await People.Me(actor, Gone);
            money = May(Permit.ViewPayments) ? await Figures.Merchant(actor, Merchant, Days, Gone) : null;
            audience = May(Permit.ViewFollowers) ? await Overviews.Audience(actor, Merchant, Days, Gone) : null;
            tasks = [.. (await Overviews.Tasks(actor, Merchant, Gone)).Where(task => May(TasksCard.Needs(task.Kind)))];
            ending = May(Permit.ApplyForCertification)
                ? [.. (await Certification.Lines(actor, Merchant, Gone)).Where(one => one.NeedsRenewal)]
                : [];
            onboarding = await Overviews.Onboarding(actor, Merchant, Gone);
        });
}
