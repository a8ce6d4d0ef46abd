using Microsoft.AspNetCore.Components;
using Portal.Domain.Approvals;
using Portal.Resources;

namespace Portal.Components.Approvals;

/// <summary>The decision of who may take it; for everybody else, in words, why not and who can.</summary>
public sealed partial class ApprovalDecision
{
    private string remark = string.Empty;
    private string? wrong;
    private bool approving;
    private bool rejecting;
    private bool withdrawing;

    [Parameter, EditorRequired]
    public required ApprovalPage Page { get; set; }

    [Parameter, EditorRequired]
    public required TimeZoneInfo Zone { get; set; }

    /// <summary>What the confirmation repeats beside the fields: the payees of a batch.</summary>
    [Parameter]
    public RenderFragment? ChildContent { get; set; }

    [Parameter]
    public bool Busy { get; set; }

    [Parameter]
    public EventCallback<string?> OnApprove { get; set; }

    [Parameter]
    public EventCallback<string> OnReject { get; set; }

    [Parameter]
    public EventCallback OnWithdraw { get; set; }

    private void AskReject()
    {
        wrong = string.IsNullOrWhiteSpace(remark) ? ApprovalsTexts.RemarkMissing : null;
        rejecting = wrong is null;
    }
}
