using Microsoft.AspNetCore.Components;
using Portal.Domain.Settlement;

namespace Portal.Components.Settlement;

/// <summary>What is held back and when it goes back.</summary>
public sealed partial class ReserveCard
{
    private const int ShownMax = 7;

    [Parameter, EditorRequired]
    public required ReserveView Reserve { get; set; }
}
