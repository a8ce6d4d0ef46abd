using Microsoft.AspNetCore.Components;
using Portal.Domain.Kernel;
using Portal.Domain.Settlement;

namespace Portal.Components.Overview;

/// <summary>What the next statement would pay as things stand.</summary>
public sealed partial class NextPayoutCard
{
    [Parameter, EditorRequired]
    public required NextPayout Next { get; set; }

    [Parameter, EditorRequired]
    public required string Merchant { get; set; }

    private static string Yuan(long minor) => Fmt.Money(Money.Cny(minor));
}
