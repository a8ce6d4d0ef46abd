using Microsoft.AspNetCore.Components;
using Portal.Components.Shared;
using Portal.Domain.Data;
using Portal.Domain.Kernel;
using Portal.Domain.Operations;
using Portal.Domain.Reports;
using Portal.Resources;

namespace Portal.Components.Admin;

/// <summary>Whether something needs a person: money that is late, work that waits, a broken promise, a full disk.</summary>
public sealed partial class AdminHealth
{
    private HealthReport? report;
    private IReadOnlyList<AlarmRow> history = [];
    private IReadOnlyList<ProofResult>? results;

    [Inject]
    public required AlarmService Alarms { get; init; }

    [Inject]
    public required ProofService Proofs { get; init; }

    [Inject]
    public required SettlementZone Zone { get; init; }

    private string Summary =>
        report!.State switch
        {
            AlarmState.Fine => AdminTexts.AllFine,
            AlarmState.Warning => Fmt.Text(AdminTexts.SomeWarn, Bad(AlarmState.Warning), Fmt.Count(report.Checks.Count)),
            AlarmState.Alarm => Fmt.Text(AdminTexts.SomeAlarm, Bad(AlarmState.Alarm), Fmt.Count(report.Checks.Count)),
        };

    protected override Task OnInitializedAsync() => Read();

    private static ChipKind ToneOf(AlarmState state) => Look(state).Kind;

    private static (ChipKind Kind, string Icon, string Text) Look(AlarmState state) =>
        state switch
        {
            AlarmState.Fine => (ChipKind.Success, PortalIcons.Check, AdminTexts.AlarmFine),
            AlarmState.Warning => (ChipKind.Warning, PortalIcons.Clock, AdminTexts.AlarmWarning),
            AlarmState.Alarm => (ChipKind.Error, PortalIcons.Warning, AdminTexts.AlarmAlarm),
        };

    private string Bad(AlarmState state) => Fmt.Count(report!.Checks.Count(check => check.State == state));

    private Task Read() =>
        Load(async me =>
        {
            report = await Alarms.Look(me, Gone);
            history = await Alarms.History(me, Gone);
        });

    private async Task Prove()
    {
        if (await Act(async me => results = await Proofs.Verify(me, Gone)))
        {
            await Read();
        }
    }
}
