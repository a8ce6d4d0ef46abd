using Microsoft.AspNetCore.Components;
using Portal.Domain.Certification;

namespace Portal.Components.Review;

/// <summary>Rejects with a reason code and the text the merchant reads.</summary>
public sealed partial class RejectDialog
{
    private RejectReason _reason;
    private string? _note;

    [Parameter]
    public bool Open { get; set; }

    [Parameter]
    public EventCallback<bool> OpenChanged { get; set; }

    [Parameter, EditorRequired]
    public required string Name { get; set; }

    [Parameter]
    public EventCallback<(RejectReason Reason, string? Note)> OnReject { get; set; }
}
