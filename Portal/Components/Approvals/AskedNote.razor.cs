using Microsoft.AspNetCore.Components;

namespace Portal.Components.Approvals;

/// <summary>An act of money that waits for a second person: which approval, and the way to it, where it can be withdrawn or agreed to.</summary>
public sealed partial class AskedNote
{
    [Parameter, EditorRequired]
    public required string Number { get; set; }
}
