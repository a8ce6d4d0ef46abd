using Microsoft.AspNetCore.Components;
using Portal.Domain.Identity;
using Portal.Domain.Kernel;
using Portal.Domain.Reports;
using Portal.Resources;
using Portal.Routes;

namespace Portal.Components.Overview;

/// <summary>What waits for someone of the organisation, each with the one thing to do.</summary>
public sealed partial class TasksCard
{
    [Parameter, EditorRequired]
    public required IReadOnlyList<OpenTask> Tasks { get; set; }

    [Parameter, EditorRequired]
    public required string Merchant { get; set; }

    [Parameter, EditorRequired]
    public required TimeZoneInfo Zone { get; set; }

    /// <summary>Who can do it sees it.</summary>
    public static Permit Needs(TaskKind kind) =>
        kind switch
        {
            TaskKind.CaseNeedsInfo or TaskKind.CaseUnfinished => Permit.ApplyForCertification,
            TaskKind.MessageReturned or TaskKind.MessageScheduled or TaskKind.MessageDraft => Permit.ViewMessages,
            TaskKind.StatementReady => Permit.ViewStatements,
        };

    private (string Tile, string Icon, string Title, string Note, string Action, string Url) Look(OpenTask task)
    {
        var name = task.Name.Length == 0 ? OverviewTexts.Untitled : task.Name;
        var at = Fmt.Instant(task.AtUtc, Zone);
        return task.Kind switch
        {
            TaskKind.CaseNeedsInfo => (
                "p-tile-error",
                PortalIcons.Warning,
                Fmt.Text(OverviewTexts.Task_CaseNeedsInfo, name),
                Fmt.Text(OverviewTexts.Task_CaseNeedsInfoNote, at),
                OverviewTexts.Fix,
                Urls.Certification(Merchant, task.Key)
            ),
            TaskKind.CaseUnfinished => (
                "p-tile-warning",
                PortalIcons.Accounts,
                Fmt.Text(OverviewTexts.Task_CaseUnfinished, name),
                OverviewTexts.Task_CaseUnfinishedNote,
                OverviewTexts.Continue,
                Urls.Certification(Merchant, task.Key)
            ),
            TaskKind.MessageReturned => (
                "p-tile-error",
                PortalIcons.Messages,
                Fmt.Text(OverviewTexts.Task_MessageReturned, name),
                OverviewTexts.Task_MessageReturnedNote,
                OverviewTexts.Open,
                Urls.Message(Merchant, task.Key)
            ),
            TaskKind.MessageScheduled => (
                "p-tile-info",
                PortalIcons.Send,
                Fmt.Text(OverviewTexts.Task_MessageScheduled, name),
                Fmt.Text(OverviewTexts.Task_MessageScheduledNote, at),
                OverviewTexts.Open,
                Urls.Message(Merchant, task.Key)
            ),
            TaskKind.MessageDraft => (
                "",
                PortalIcons.Edit,
                Fmt.Text(OverviewTexts.Task_MessageDraft, name),
                Fmt.Text(OverviewTexts.Task_MessageDraftNote, at),
                OverviewTexts.Continue,
                Urls.Message(Merchant, task.Key)
            ),
            TaskKind.StatementReady => (
                "p-tile-primary",
                PortalIcons.Bank,
                Fmt.Text(OverviewTexts.Task_StatementReady, name),
                Fmt.Text(OverviewTexts.Task_StatementReadyNote, Fmt.Money(Money.Cny(task.Amount))),
                OverviewTexts.Open,
                Urls.Statement(Merchant, task.Key)
            ),
        };
    }
}
