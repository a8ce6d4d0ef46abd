using Microsoft.AspNetCore.Components;

namespace Portal.Components.Layout;

/// <summary>The left navigation; the entry of this page is marked.</summary>
public sealed partial class NavMenu
{
    [Parameter, EditorRequired]
    public required IReadOnlyList<NavSection> Sections { get; set; }

    [Parameter, EditorRequired]
    public required string Slug { get; set; }

    [Parameter, EditorRequired]
    public required string Path { get; set; }

    private string? Here => Nav.Current(Sections.SelectMany(section => section.Items).Select(item => item.Url(Slug)), Path);
}
