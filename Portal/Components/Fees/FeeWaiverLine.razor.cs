using Microsoft.AspNetCore.Components;
using Portal.Domain.Fees;
using Portal.Domain.Kernel;

namespace Portal.Components.Fees;

/// <summary>What a waiver takes on itself of a fee, and what is left.</summary>
public sealed partial class FeeWaiverLine
{
    [Parameter, EditorRequired]
    public required FeeRuleRef Rule { get; set; }

    [Parameter, EditorRequired]
    public required Money Amount { get; set; }

    [Parameter, EditorRequired]
    public required Money Fee { get; set; }

    [Parameter, EditorRequired]
    public required TimeZoneInfo Zone { get; set; }
}
