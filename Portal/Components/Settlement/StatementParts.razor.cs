using Microsoft.AspNetCore.Components;
using Portal.Domain.Ledger;
using Portal.Domain.Settlement;
using Portal.Routes;

namespace Portal.Components.Settlement;

/// <summary>How the amount is made up, each kind of money a line that opens its own rows.</summary>
public sealed partial class StatementParts
{
    [Parameter, EditorRequired]
    public required StatementView View { get; set; }

    /// <summary>False on paper.</summary>
    [Parameter]
    public bool Links { get; set; } = true;

    private string Url(LineKind kind) => Urls.StatementItems(View.Row.Merchant, View.Row.Number, [kind]);
}
