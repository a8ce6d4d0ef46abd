using Microsoft.AspNetCore.Components;
using Portal.Domain.Identity;

namespace Portal.Components.Shared;

/// <summary>
/// A button for who holds a permit; for everybody else the same words behind a lock, which tell on demand what is missing and who can give it.
/// </summary>
public sealed partial class IfMay
{
    private bool asked;

    [CascadingParameter]
    public Me? Me { get; set; }

    [Parameter, EditorRequired]
    public required Permit Permit { get; set; }

    /// <summary>The organisation it is about; null for staff.</summary>
    [Parameter]
    public string? Merchant { get; set; }

    /// <summary>What the button would say.</summary>
    [Parameter, EditorRequired]
    public required string Text { get; set; }

    [Parameter]
    public bool Small { get; set; }

    /// <summary>The button itself; without it only the lock is drawn, for who lacks the permit.</summary>
    [Parameter]
    public RenderFragment? ChildContent { get; set; }
}
