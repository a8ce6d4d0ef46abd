using Microsoft.AspNetCore.Components;

namespace Portal.Components.Shared;

/// <summary>One of PortalIcons, decorative: the word beside it, or the button's aria-label, says what it means.</summary>
public sealed partial class Icon
{
    /// <summary>A constant of <see cref="PortalIcons"/>, never text from outside.</summary>
    [Parameter, EditorRequired]
    public required string Svg { get; set; }

    [Parameter]
    public string? Class { get; set; }

    /// <summary>Edge length in pixels; 18 when not given.</summary>
    [Parameter]
    public int? Size { get; set; }

    private string? Style => Size is { } size ? FormattableString.Invariant($"width:{size}px;height:{size}px") : null;
}
