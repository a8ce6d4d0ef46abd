using Microsoft.AspNetCore.Components;
using Portal.Components.Shared;
using Portal.Domain.Settlement;

namespace Portal.Components.Settlement;

/// <summary>Where a statement's payout stands.</summary>
public sealed partial class PayoutChip
{
    [Parameter, EditorRequired]
    public required PayoutProgress Progress { get; set; }

    private (ChipKind Kind, string Icon, string Text) Look => MoneyLabels.Progress(Progress);
}
