using Microsoft.AspNetCore.Components;
using Portal.Domain.Approvals;
using Portal.Domain.Kernel;

namespace Portal.Components.Approvals;

/// <summary>Approvals as a list: what, who, when, how it stands.</summary>
public sealed partial class ApprovalGrid
{
    [Parameter, EditorRequired]
    public required Page<ApprovalRow>? Page { get; set; }

    [Parameter, EditorRequired]
    public required string Caption { get; set; }

    [Parameter, EditorRequired]
    public required TimeZoneInfo Zone { get; set; }

    /// <summary>Only what waits: when it expires is shown in place of who decided.</summary>
    [Parameter]
    public bool Open { get; set; }

    /// <summary>What can be done from the list, beside opening the approval.</summary>
    [Parameter]
    public RenderFragment<ApprovalRow>? Actions { get; set; }

    [Parameter]
    public RenderFragment? Empty { get; set; }
}
