using Microsoft.AspNetCore.Components;
using Portal.Resources;

namespace Portal.Components.Identity;

/// <summary>Recovery codes, shown this once: to download, print or copy.</summary>
public sealed partial class RecoveryForm
{
    [Parameter, EditorRequired]
    public required IReadOnlyList<string> Codes { get; set; }

    /// <summary>Where one goes when they are put away.</summary>
    [Parameter, EditorRequired]
    public required string Next { get; set; }

    private string Download =>
        "data:text/plain;charset=utf-8," + Uri.EscapeDataString(IdentityTexts.RecoveryFile + "\n\n" + string.Join('\n', Codes) + "\n");
}
