using Microsoft.AspNetCore.Components;
using Portal.Domain.Kernel;
using Portal.Domain.Settlement;

namespace Portal.Components.Finance;

/// <summary>What a closing would make.</summary>
public sealed partial class DryRunCard
{
    [Parameter, EditorRequired]
    public required DryRun Dry { get; set; }

    private static string Yuan(long minor) => Fmt.Money(Money.Cny(minor));
}
