using Microsoft.AspNetCore.Components;

namespace Portal.Components.Shared;

/// <summary>One choice; with an address it is a link and the choice lives in the address.</summary>
public sealed record Segment(string Key, string Text, string? Icon = null, string? Url = null);

/// <summary>A few choices of which exactly one is on.</summary>
public sealed partial class Segmented
{
    [Parameter, EditorRequired]
    public required IReadOnlyList<Segment> Segments { get; set; }

    /// <summary>What is being chosen, for screen readers.</summary>
    [Parameter, EditorRequired]
    public required string Label { get; set; }

    [Parameter]
    public string? Value { get; set; }

    [Parameter]
    public EventCallback<string> ValueChanged { get; set; }

    [Parameter]
    public bool Small { get; set; }

    private bool IsOn(Segment segment) => segment.Key == Value;

    private Task Choose(Segment segment) => IsOn(segment) ? Task.CompletedTask : ValueChanged.InvokeAsync(segment.Key);
}
