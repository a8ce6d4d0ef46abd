using Microsoft.AspNetCore.Components;
using Portal.Resources;

namespace Portal.Components.Shared;

/// <summary>A number people quote, with a button that copies it (portal.js).</summary>
public sealed partial class CopyText
{
    [Parameter, EditorRequired]
    public required string Text { get; set; }

    [Parameter]
    public bool Mono { get; set; }

    private string What => Fmt.Text(SharedTexts.CopyThis, Text);
}
