using Microsoft.AspNetCore.Components;

namespace Portal.Components.Shared;

public enum MomentKind
{
    Done,
    Now,
    Bad,
    ToCome,
}

/// <summary>Something that happened (or will): what, and below it when and who.</summary>
public sealed record Moment(string Title, string? Note, MomentKind Kind = MomentKind.Done);

/// <summary>History in reading order.</summary>
public sealed partial class Timeline
{
    [Parameter, EditorRequired]
    public required IReadOnlyList<Moment> Moments { get; set; }

    [Parameter, EditorRequired]
    public required string Label { get; set; }

    private static string Css(MomentKind kind) =>
        kind switch
        {
            MomentKind.Done => "p-done",
            MomentKind.Now => "p-now",
            MomentKind.Bad => "p-bad",
            MomentKind.ToCome => "",
        };
}
