using Microsoft.AspNetCore.Components;
using Portal.Domain.Settlement;

namespace Portal.Components.Settlement;

/// <summary>Reserve by day of release.</summary>
public sealed partial class ReserveDays
{
    [Parameter, EditorRequired]
    public required IReadOnlyList<ReserveDay> Days { get; set; }
}
