using Microsoft.AspNetCore.Components;

namespace Portal.Components.Shared;

/// <summary>The keys of a shortcut, beside the control that does the same.</summary>
public sealed partial class Kbd
{
    [Parameter, EditorRequired]
    public required string Keys { get; set; }
}
