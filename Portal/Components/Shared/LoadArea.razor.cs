using Microsoft.AspNetCore.Components;
using Portal.Domain.Kernel;

namespace Portal.Components.Shared;

/// <summary>
/// What a page shows until its data is there, from the states of PortalPage: grey lines, or why it did not come. Denied says who can grant,
/// a fault gives the number to quote and a way to try again.
/// </summary>
public sealed partial class LoadArea
{
    [Parameter]
    public bool Loading { get; set; }

    /// <summary>PortalPage.LoadRefusal.</summary>
    [Parameter]
    public Refusal? Refusal { get; set; }

    /// <summary>PortalPage.LoadFault: the number in the log.</summary>
    [Parameter]
    public string? Fault { get; set; }

    [Parameter]
    public EventCallback Retry { get; set; }

    [Parameter]
    public int Rows { get; set; } = 6;

    [Parameter]
    public RenderFragment? ChildContent { get; set; }
}
