using Microsoft.AspNetCore.Components;

namespace Portal.Components.Shared;

/// <summary>What will be here, and the one thing to do about it.</summary>
public sealed partial class EmptyState
{
    [Parameter, EditorRequired]
    public required string Title { get; set; }

    [Parameter]
    public string? Text { get; set; }

    [Parameter]
    public string Icon { get; set; } = PortalIcons.Inbox;

    [Parameter]
    public RenderFragment? Action { get; set; }
}
