using Microsoft.AspNetCore.Components;

namespace Portal.Components.Shared;

/// <summary>Tabs of one thing; each is a page with its own address, so they are links.</summary>
public sealed partial class Tabs
{
    [Parameter, EditorRequired]
    public required IReadOnlyList<Segment> Items { get; set; }

    [Parameter, EditorRequired]
    public required string Label { get; set; }

    /// <summary>The key of the tab that is open.</summary>
    [Parameter]
    public string? Value { get; set; }
}
