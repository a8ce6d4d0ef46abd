using Microsoft.AspNetCore.Components;

namespace Portal.Components.Shared;

/// <summary>A step of the way here; the last one, the page itself, has no address.</summary>
public sealed record Crumb(string Text, string? Url = null);

/// <summary>What the top bar shows as the way to this page. PageHeader renders it; a page without a header may use it alone.</summary>
public sealed partial class Crumbs
{
    internal const string Outlet = "crumbs";

    [Parameter, EditorRequired]
    public required IReadOnlyList<Crumb> Items { get; set; }
}
