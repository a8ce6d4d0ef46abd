using Microsoft.AspNetCore.Components;

namespace Portal.Components.Shared;

/// <summary>What a page shows until its data is there: grey lines, or why it did not come and a way to try again.</summary>
public sealed partial class LoadArea
{
    [Parameter]
    public bool Loading { get; set; }

    /// <summary>Why it did not load, as a whole sentence with the number to quote; null when nothing is wrong.</summary>
    [Parameter]
    public string? Problem { get; set; }

    [Parameter]
    public EventCallback Retry { get; set; }

    [Parameter]
    public int Rows { get; set; } = 6;

    [Parameter]
    public RenderFragment? ChildContent { get; set; }
}
