using Microsoft.AspNetCore.Components;
using Portal.Components.Shared;
using Portal.Domain.Kernel;
using Portal.Domain.Settlement;

namespace Portal.Components.Settlement;

/// <summary>Where a statement's payout stands.</summary>
public sealed partial class PayoutChip
{
    /// <summary>Null: there is nothing to pay.</summary>
    [Parameter, EditorRequired]
    public required PayoutState? State { get; set; }

    /// <summary>It does not leave before then.</summary>
    [Parameter]
    public DateTime? HeldUntilUtc { get; set; }

    [Inject]
    public required TimeProvider Clock { get; init; }

    private (ChipKind Kind, string Icon, string Text) Look => HeldUntilUtc > Clock.UtcNow() ? MoneyWords.Held : MoneyWords.Payout(State);
}
