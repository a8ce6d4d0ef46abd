using Microsoft.AspNetCore.Components;
using Portal.Resources;

namespace Portal.Components.Shared;

public enum StageState
{
    Done,
    Now,
    NeedsYou,
    Waiting,
    ToCome,
}

/// <summary>A stage of something that takes days: what it is called and what stands there (a date, an owner, what is missing).</summary>
public sealed record Stage(string Title, string? Note, StageState State);

/// <summary>Read-only progress through stages: icon, word and colour.</summary>
public sealed partial class StageTracker
{
    [Parameter, EditorRequired]
    public required IReadOnlyList<Stage> Stages { get; set; }

    [Parameter, EditorRequired]
    public required string Label { get; set; }

    private static string Css(StageState state) =>
        state switch
        {
            StageState.Done => "p-stage-done",
            StageState.Now => "p-stage-now",
            StageState.NeedsYou => "p-stage-you",
            StageState.Waiting => "p-stage-waiting",
            StageState.ToCome => "p-stage-tocome",
        };

    private static string? Mark(StageState state) =>
        state switch
        {
            StageState.Done => PortalIcons.Check,
            StageState.Now => PortalIcons.Clock,
            StageState.NeedsYou => PortalIcons.Warning,
            StageState.Waiting => PortalIcons.Pause,
            StageState.ToCome => null,
        };

    private static string Word(StageState state) =>
        state switch
        {
            StageState.Done => SharedTexts.StageDone,
            StageState.Now => SharedTexts.StageNow,
            StageState.NeedsYou => SharedTexts.StageNeedsYou,
            StageState.Waiting => SharedTexts.StageWaiting,
            StageState.ToCome => SharedTexts.StageToCome,
        };
}
