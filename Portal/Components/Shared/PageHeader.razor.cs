using Microsoft.AspNetCore.Components;

namespace Portal.Components.Shared;

/// <summary>The top of every page: its one h1, what it says first, its actions, and with them the title of the window and the crumbs.</summary>
public sealed partial class PageHeader
{
    [Parameter, EditorRequired]
    public required string Title { get; set; }

    /// <summary>The sentence under the title: period, state, what to do next.</summary>
    [Parameter]
    public string? Lead { get; set; }

    [Parameter]
    public RenderFragment? LeadContent { get; set; }

    /// <summary>A state beside the title.</summary>
    [Parameter]
    public RenderFragment? Chip { get; set; }

    [Parameter]
    public RenderFragment? Actions { get; set; }

    /// <summary>The steps above this page, outermost first; the page itself is added.</summary>
    [Parameter]
    public IReadOnlyList<Crumb> Above { get; set; } = [];

    private IReadOnlyList<Crumb> Trail => [.. Above, new Crumb(Title)];

    private string DocumentTitle => string.Join(" · ", [Title, .. Above.Reverse().Select(crumb => crumb.Text), "Portal"]);
}
