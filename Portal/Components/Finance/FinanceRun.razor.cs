using System.Globalization;
using Microsoft.AspNetCore.Components;
using Portal.Components.Shared;
using Portal.Domain.Identity;
using Portal.Domain.Kernel;
using Portal.Domain.Reports;
using Portal.Domain.Settlement;
using Portal.Resources;
using Portal.Routes;

namespace Portal.Components.Finance;

/// <summary>One run while it goes and after: how far it is, who could not be settled and why.</summary>
public sealed partial class FinanceRun
{
    private RunPage? run;
    private bool mayRun;
    private bool cancelling;

    /// <summary>The last day it closes, yyyy-MM-dd.</summary>
    [Parameter]
    public required string Day { get; set; }

    [Inject]
    public required RunPagesService Runs { get; init; }

    [Inject]
    public required SettlementService Settlement { get; init; }

    [Inject]
    public required PeopleService People { get; init; }

    [Inject]
    public required SettlementZone Zone { get; init; }

    private static Crumb[] Above => [new(FinanceTexts.Runs, Urls.FinanceRuns)];

    // As the trail names it.
    private string RunKey => Things.Run.Of(Through);

    private DateOnly? Asked =>
        DateOnly.TryParseExact(Day, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;

    private DateOnly Through => Asked ?? throw Refusal.NotFound();

    private string Title => Fmt.Text(TermsTexts.RunTitle, Asked is { } day ? Fmt.Date(day) : Day);

    private bool IsMoving => run is { Run: { State: RunState.Running } or { IsMoving: true } };

    protected override async Task OnParametersSetAsync()
    {
        await Read();
        _ = Follow(() => IsMoving, Read);
    }

    private Task Read() =>
        Load(async me =>
        {
            run = await Runs.Run(me, Through, Gone);
            mayRun = (await People.Me(me, Gone)).May(Permit.RunSettlement);
        });

    private async Task Again()
    {
        if (await Act(me => Settlement.Start(me, Through, Gone)))
        {
            await Read();
            _ = Follow(() => IsMoving, Read);
        }
    }

    private async Task Cancel()
    {
        if (await Act(me => Settlement.Cancel(me, Through, Gone)))
        {
            await Read();
        }
    }
}
