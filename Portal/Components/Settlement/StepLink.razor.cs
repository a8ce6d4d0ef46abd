using Microsoft.AspNetCore.Components;

namespace Portal.Components.Settlement;

/// <summary>A step to a neighbour, also by a key; disabled where there is none.</summary>
public sealed partial class StepLink
{
    [Parameter]
    public string? Url { get; set; }

    [Parameter, EditorRequired]
    public required string Icon { get; set; }

    [Parameter, EditorRequired]
    public required string Text { get; set; }

    [Parameter]
    public string? Key { get; set; }
}
