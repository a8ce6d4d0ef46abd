using Microsoft.AspNetCore.Components;

namespace Portal.Components.Shared;

/// <summary>One column of a PortalGrid. The first column names the row: put the link to the thing there.</summary>
public sealed class PortalColumn<T> : ComponentBase, IDisposable
{
    [CascadingParameter]
    public required PortalGrid<T> Grid { get; set; }

    [Parameter, EditorRequired]
    public required string Title { get; set; }

    [Parameter, EditorRequired]
    public required RenderFragment<T> Cell { get; set; }

    /// <summary>Figures: right-aligned, tabular, one line.</summary>
    [Parameter]
    public bool Num { get; set; }

    /// <summary>The title is for screen readers only (a column of buttons).</summary>
    [Parameter]
    public bool HideTitle { get; set; }

    [Parameter]
    public bool HideOnPhone { get; set; }

    /// <summary>The sort key of the address (<c>sort=amount</c>, <c>sort=-amount</c>); null: cannot be sorted.</summary>
    [Parameter]
    public string? Sort { get; set; }

    protected override void OnInitialized() => Grid.Add(this);

    public void Dispose() => Grid.Remove(this);
}
