using Microsoft.AspNetCore.Components;
using Portal.Domain.Banking;

namespace Portal.Components.Banking;

/// <summary>What the bank was asked to pay, and what it said.</summary>
public sealed partial class TransferGrid
{
    [Parameter, EditorRequired]
    public required IReadOnlyList<TransferRow> Rows { get; set; }

    [Parameter, EditorRequired]
    public required TimeZoneInfo Zone { get; set; }

    [Parameter]
    public bool LinkPayouts { get; set; }
}
