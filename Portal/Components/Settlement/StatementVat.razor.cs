using Microsoft.AspNetCore.Components;
using Portal.Domain.Kernel;

namespace Portal.Components.Settlement;

/// <summary>The VAT that is inside the fees of the statement, line by line; it changes nothing of what is paid.</summary>
public sealed partial class StatementVat
{
    [Parameter, EditorRequired]
    public required StatementView View { get; set; }

    /// <summary>False on paper.</summary>
    [Parameter]
    public bool Links { get; set; } = true;

    private string In(long minor) => Fmt.Money(new Money(minor, View.Currency));
}
