using Microsoft.AspNetCore.Components;
using Portal.Components.Shared;
using Portal.Domain.Data;
using Portal.Domain.Identity;
using Portal.Domain.Kernel;
using Portal.Domain.Reports;
using Portal.Domain.Settlement;
using Portal.Resources;

namespace Portal.Components.Finance;

/// <summary>Settlement runs: what the next would do, start it, watch it.</summary>
public sealed partial class FinanceRuns
{
    private Page<RunStatus>? page;
    private RunEstimate? estimate;
    private DryRun? dry;
    private DateOnly through;
    private string? started;
    private bool mayRun;

    [Inject]
    public required RunPagesService Runs { get; init; }

    [Inject]
    public required SettlementService Settlement { get; init; }

    [Inject]
    public required PeopleService People { get; init; }

    [Inject]
    public required SettlementZone Zone { get; init; }

    [Inject]
    public required TimeProvider Clock { get; init; }

    private string EstimateText =>
        estimate is null ? ""
        : estimate.Merchants == 0 ? FinanceTexts.EstimateNothing
        : Fmt.Text(
            FinanceTexts.EstimateText,
            Fmt.Count(estimate.Merchants),
            Fmt.Count(estimate.Entries),
            Fmt.Money(estimate.Net),
            estimate.UnpostedBills > 0 ? Fmt.Text(FinanceTexts.EstimateBills, Fmt.Count(estimate.UnpostedBills))
                : estimate.FeesToCome ? FinanceTexts.EstimateFees
                : ""
        );

    protected override async Task OnInitializedAsync()
    {
        through = Zone.Today(Clock).AddDays(-1);
        await Read();
        _ = Follow(() => page?.Rows.Any(run => run.IsMoving) == true, Read);
    }

    internal static (ChipKind Kind, string Icon, string Text) Look(RunStatus run) =>
        run.Work is WorkState.Waiting ? (ChipKind.Neutral, PortalIcons.Clock, FinanceTexts.RunState_Waiting)
        : run.Work is WorkState.Running ? (ChipKind.Info, PortalIcons.Hourglass, FinanceTexts.RunState_Running)
        : run.State switch
        {
            RunState.Running => (ChipKind.Info, PortalIcons.Hourglass, FinanceTexts.RunState_Running),
            RunState.Finished => (ChipKind.Success, PortalIcons.Check, FinanceTexts.RunState_Finished),
            RunState.Cancelled => (ChipKind.Neutral, PortalIcons.Ban, TermsTexts.RunState_Cancelled),
            RunState.FinishedWithFailures => (ChipKind.Error, PortalIcons.Warning, FinanceTexts.RunState_Failed),
        };

    private Task Read() =>
        Load(async me =>
        {
            page = new Page<RunStatus>(await Runs.Runs(me, Gone), null, null);
            mayRun = (await People.Me(me, Gone)).May(Permit.RunSettlement);
        });

    private async Task Try()
    {
        dry = null;
        await Act(async me =>
        {
            estimate = await Runs.Estimate(me, through, Gone);
            dry = await Settlement.Try(me, through, Gone);
        });
    }

    private async Task Start()
    {
        started = null;
        if (await Act(me => Settlement.Start(me, through, Gone)))
        {
            started = Fmt.Text(FinanceTexts.RunStarted, Fmt.Day(through));
            await Read();
            _ = Follow(() => page?.Rows.Any(run => run.IsMoving) == true, Read);
        }
    }
}
