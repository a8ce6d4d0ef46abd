using Microsoft.AspNetCore.Components;

namespace Portal.Components.Shared;

/// <summary>Search and filters above a list, tools at its right.</summary>
public sealed partial class Toolbar
{
    [Parameter, EditorRequired]
    public required string Label { get; set; }

    [Parameter]
    public RenderFragment? ChildContent { get; set; }

    [Parameter]
    public RenderFragment? End { get; set; }
}
