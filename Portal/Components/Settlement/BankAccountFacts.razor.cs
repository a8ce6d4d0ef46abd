using Microsoft.AspNetCore.Components;
using Portal.Domain.Settlement;

namespace Portal.Components.Settlement;

/// <summary>An account as people see it: the number is its last four digits.</summary>
public sealed partial class BankAccountFacts
{
    [Parameter, EditorRequired]
    public required BankAccountRow Row { get; set; }

    [Parameter, EditorRequired]
    public required TimeZoneInfo Zone { get; set; }
}
