using Microsoft.AspNetCore.Components;
using Portal.Domain.Identity;

namespace Portal.Components.Layout;

/// <summary>The frame around every page: navigation by permits, organisation, language, theme, person. Drawn by the server first, then by the circuit.</summary>
public sealed partial class ShellFrame
{
    /// <summary>Who is signed in; null draws the frame without navigation.</summary>
    [Parameter]
    public Me? Me { get; set; }

    /// <summary>The organisation one is in; null in the staff area.</summary>
    [Parameter]
    public string? Slug { get; set; }

    [Parameter, EditorRequired]
    public required string Path { get; set; }

    [Parameter]
    public RenderFragment? Bell { get; set; }

    /// <summary>What stands between the bar and the page, as the banner of a support view.</summary>
    [Parameter]
    public RenderFragment? Banner { get; set; }

    [Parameter]
    public RenderFragment? ChildContent { get; set; }
}
