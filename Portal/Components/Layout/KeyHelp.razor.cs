using Microsoft.AspNetCore.Components;

namespace Portal.Components.Layout;

/// <summary>The keys of this page and of every page (?), and the switch that turns single letters off (WCAG 2.1.4).</summary>
public sealed partial class KeyHelp
{
    [Parameter, EditorRequired]
    public required IReadOnlyList<NavSection> Sections { get; set; }

    private IEnumerable<NavItem> Items => Sections.SelectMany(section => section.Items).Where(item => item.Go is not null);
}
