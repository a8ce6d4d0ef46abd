using Microsoft.AspNetCore.Components;
using Portal.Domain.Kernel;
using Portal.Resources;

namespace Portal.Components.Shared;

/// <summary>
/// The product's list: a plain table with a caption, row headers that hold real links, keyset paging in the address
/// (<c>before</c>, <c>after</c>, <c>sort</c>), and its four states. Below 600 px every row is a card.
/// </summary>
/// <remarks>Why not a data grid component: docs/decisions/0005-plain-table-grid.md.</remarks>
public sealed partial class PortalGrid<T>
{
    private readonly List<PortalColumn<T>> columns = [];

    [Inject]
    public required NavigationManager Navigation { get; init; }

    /// <summary>What the table lists, for screen readers.</summary>
    [Parameter, EditorRequired]
    public required string Caption { get; set; }

    /// <summary>The rows; null while they load.</summary>
    [Parameter, EditorRequired]
    public required Page<T>? Page { get; set; }

    /// <summary>Why the rows did not load, as a whole sentence; null when they did.</summary>
    [Parameter]
    public string? Problem { get; set; }

    [Parameter]
    public EventCallback Retry { get; set; }

    /// <summary>Shown when there is no row at all.</summary>
    [Parameter]
    public RenderFragment? Empty { get; set; }

    /// <summary>The columns.</summary>
    [Parameter, EditorRequired]
    public required RenderFragment ChildContent { get; set; }

    [Parameter]
    public Func<T, bool>? Selected { get; set; }

    [Parameter]
    public bool Compact { get; set; }

    /// <summary>The sort of the address now, <c>-</c> before the key for descending.</summary>
    [Parameter]
    public string? Sort { get; set; }

    /// <summary>Given, the pager's buttons call it; otherwise they are links that change the address.</summary>
    [Parameter]
    public EventCallback<PageAsk> OnPage { get; set; }

    private string TableCss => Compact ? "p-table p-table-cards p-table-compact" : "p-table p-table-cards";

    private string CountText => Page?.Count is { } count ? Fmt.Text(SharedTexts.RowsInAll, Fmt.Count(count)) : "";

    internal void Add(PortalColumn<T> column) => columns.Add(column);

    internal void Remove(PortalColumn<T> column) => columns.Remove(column);

    private static string? Css(PortalColumn<T> column) =>
        (column.Num, column.HideOnPhone) switch
        {
            (true, true) => "num p-hide-phone",
            (true, false) => "num",
            (false, true) => "p-hide-phone",
            (false, false) => null,
        };

    private string? SortState(PortalColumn<T> column) =>
        column.Sort is null ? null
        : Sort == column.Sort ? "ascending"
        : Sort == "-" + column.Sort ? "descending"
        : null;

    private string SortMark(PortalColumn<T> column) =>
        SortState(column) switch
        {
            "ascending" => PortalIcons.Up,
            "descending" => PortalIcons.Down,
            _ => PortalIcons.Swap,
        };

    private string SortUrl(PortalColumn<T> column) =>
        Address(("sort", Sort == "-" + column.Sort ? column.Sort : "-" + column.Sort), ("before", null), ("after", null));

    private string PageUrl(long key, bool newer) =>
        newer ? Address(("after", key), ("before", null)) : Address(("before", key), ("after", null));

    private string Address(params (string Key, object? Value)[] changes) =>
        Navigation.GetUriWithQueryParameters(changes.ToDictionary(change => change.Key, change => change.Value));

    private RenderFragment Pager(long? key, string text, bool newer) =>
        builder =>
        {
            var icon = newer ? PortalIcons.Left : PortalIcons.Right;
            builder.OpenComponent<PagerButton>(0);
            builder.AddComponentParameter(1, nameof(PagerButton.Text), text);
            builder.AddComponentParameter(2, nameof(PagerButton.Icon), icon);
            builder.AddComponentParameter(3, nameof(PagerButton.IconFirst), newer);
            builder.AddComponentParameter(4, nameof(PagerButton.Enabled), key is not null);
            if (key is { } known && OnPage.HasDelegate)
            {
                var ask = newer ? new PageAsk(After: known) : new PageAsk(Before: known);
                builder.AddComponentParameter(
                    5,
                    nameof(PagerButton.OnClick),
                    EventCallback.Factory.Create(this, () => OnPage.InvokeAsync(ask))
                );
            }
            else if (key is { } linked)
            {
                builder.AddComponentParameter(6, nameof(PagerButton.Url), PageUrl(linked, newer));
            }

            builder.CloseComponent();
        };
}
