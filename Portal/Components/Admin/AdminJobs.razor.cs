using Microsoft.AspNetCore.Components;
using Portal.Components.Shared;
using Portal.Domain.Data;
using Portal.Domain.Identity;
using Portal.Domain.Kernel;
using Portal.Domain.Reports;
using Portal.Jobs;
using Portal.Resources;
using Portal.Routes;

namespace Portal.Components.Admin;

/// <summary>What runs by the clock, and work that waits, runs or has failed.</summary>
public sealed partial class AdminJobs
{
    private WorkList? work;
    private IReadOnlyList<ScheduleRow> clocks = [];
    private IReadOnlyDictionary<string, DateTime?> next = new Dictionary<string, DateTime?>();
    private string asked = string.Empty;
    private bool mayRun;

    [SupplyParameterFromQuery]
    public string? State { get; set; }

    [SupplyParameterFromQuery]
    public long? Before { get; set; }

    [SupplyParameterFromQuery]
    public long? After { get; set; }

    [Inject]
    public required JobsService Jobs { get; init; }

    [Inject]
    public required ScheduleView Clocks { get; init; }

    [Inject]
    public required TimeProvider Now { get; init; }

    [Inject]
    public required PeopleService People { get; init; }

    [Inject]
    public required SettlementZone Zone { get; init; }

    private static IReadOnlyList<Segment> Tabs =>
        [
            new("open", AdminTexts.WorkState_Open, Url: Urls.AdminJobs),
            .. new[] { WorkState.Failed, WorkState.Done }.Select(state => new Segment(
                state.ToString(),
                Look(state).Text,
                Url: $"{Urls.AdminJobs}?state={state}"
            )),
        ];

    private WorkState? Wanted => Enum.TryParse<WorkState>(State, out var known) ? known : null;

    private Nothing Nothing => EmptyLabels.Work(Wanted);

    protected override Task OnParametersSetAsync() => Read();

    private static (ChipKind Kind, string Icon, string Text) Look(WorkState state) =>
        state switch
        {
            WorkState.Waiting => (ChipKind.Neutral, PortalIcons.Clock, AdminTexts.WorkState_Waiting),
            WorkState.Running => (ChipKind.Info, PortalIcons.Hourglass, AdminTexts.WorkState_Running),
            WorkState.Done => (ChipKind.Success, PortalIcons.Check, AdminTexts.WorkState_Done),
            WorkState.Failed => (ChipKind.Error, PortalIcons.Warning, AdminTexts.WorkState_Failed),
        };

    private Task Read() =>
        Load(async actor =>
        {
            work = await Jobs.List(actor, Wanted, new PageAsk(Before: Before, After: After), Gone);
            clocks = await Jobs.Clocks(actor, Gone);
            next = Clocks.Next();
            mayRun = (await People.Me(actor, Gone)).May(Permit.RunClocks);
        });

    private static (ChipKind Kind, string Icon, string Text) Look(ScheduleRow row) =>
        row switch
        {
            { Asked: true } => (ChipKind.Info, PortalIcons.Hourglass, AdminTexts.ClockAsked),
            { StartedUtc: null } => (ChipKind.Neutral, PortalIcons.Clock, AdminTexts.Never),
            { FinishedUtc: null } => (ChipKind.Info, PortalIcons.Hourglass, AdminTexts.ClockRunning),
            { Ok: true } => (ChipKind.Success, PortalIcons.Check, AdminTexts.ClockOk),
            _ => (ChipKind.Error, PortalIcons.Warning, AdminTexts.ClockBad),
        };

    private bool IsLate(WorkRow row) => row.State == WorkState.Waiting && row.DueUtc < Now.UtcNow() - work!.LateAfter;

    private async Task RunNow(string name)
    {
        if (await Act(me => Jobs.RunClock(me, name, Gone)))
        {
            await Read();
            asked = Fmt.Text(AdminTexts.RunAsked, JobLabels.Clock(name));
        }
    }

    private async Task Retry(long id)
    {
        if (await Act(me => Jobs.Retry(me, id, Gone)))
        {
            await Read();
        }
    }
}
