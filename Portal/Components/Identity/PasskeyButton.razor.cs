using Microsoft.AspNetCore.Components;

namespace Portal.Components.Identity;

/// <summary>Starts the browser's passkey dialog (passkeys.js). Hidden where the browser has none.</summary>
public sealed partial class PasskeyButton
{
    /// <summary><c>sign-in</c>, <c>register</c> or <c>confirm</c>.</summary>
    [Parameter, EditorRequired]
    public required string Act { get; set; }

    [Parameter, EditorRequired]
    public required string Text { get; set; }

    [Parameter]
    public string? To { get; set; }

    [Parameter]
    public string? Class { get; set; }

    /// <summary>Offer passkeys in the address field, too.</summary>
    [Parameter]
    public bool Autofill { get; set; }

    /// <summary>The page stays: the circuit is told instead (ConfirmHere).</summary>
    [Parameter]
    public bool Stay { get; set; }

    /// <summary>Set apart from a form above it.</summary>
    [Parameter]
    public bool Or { get; set; } = true;
}
