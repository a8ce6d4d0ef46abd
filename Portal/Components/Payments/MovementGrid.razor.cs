using Microsoft.AspNetCore.Components;
using Portal.Domain.Kernel;
using Portal.Domain.Payments;

namespace Portal.Components.Payments;

/// <summary>What a bill says happened on an account at a gateway.</summary>
public sealed partial class MovementGrid
{
    [Parameter, EditorRequired]
    public required Page<MovementView>? Page { get; set; }

    [Inject]
    public required SettlementZone Zone { get; init; }
}
