using Microsoft.AspNetCore.Components;
using Portal.Components.Shared;
using Portal.Domain.Settlement;

namespace Portal.Components.Settlement;

/// <summary>Where a statement's payout stands.</summary>
public sealed partial class PayoutChip
{
    /// <summary>Null: there is nothing to pay.</summary>
    [Parameter, EditorRequired]
    public required PayoutState? State { get; set; }

    private (ChipKind Kind, string Icon, string Text) Look => MoneyWords.Payout(State);
}
