using Microsoft.AspNetCore.Components;

namespace Portal.Components.Settlement;

/// <summary>Amounts moved by hand that stand on the statement, each with its reason.</summary>
public sealed partial class StatementAdjustments
{
    [Parameter, EditorRequired]
    public required StatementView View { get; set; }

    /// <summary>False on paper.</summary>
    [Parameter]
    public bool Links { get; set; } = true;
}
