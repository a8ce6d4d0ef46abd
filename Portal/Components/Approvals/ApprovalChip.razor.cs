using Microsoft.AspNetCore.Components;
using Portal.Components.Shared;
using Portal.Domain.Approvals;

namespace Portal.Components.Approvals;

/// <summary>Where an approval stands.</summary>
public sealed partial class ApprovalChip
{
    [Parameter, EditorRequired]
    public required ApprovalState State { get; set; }

    private (ChipKind Kind, string Icon, string Text) Look => ApprovalLabels.State(State);
}
