using Microsoft.AspNetCore.Components;

namespace Portal.Components.Overview;

/// <summary>A figure with its shape over the period and how it compares; without a period before there is no percentage.</summary>
public sealed partial class FigureCard
{
    [Parameter, EditorRequired]
    public required string Title { get; set; }

    [Parameter, EditorRequired]
    public required string Value { get; set; }

    [Parameter]
    public long Now { get; set; }

    [Parameter]
    public long Before { get; set; }

    [Parameter]
    public string? BeforeText { get; set; }

    /// <summary>Instead of the comparison.</summary>
    [Parameter]
    public string? Note { get; set; }

    [Parameter, EditorRequired]
    public required IReadOnlyList<long> Series { get; set; }

    private decimal? Ratio => Note is null && Before > 0 ? ((decimal)Now - Before) / Before : null;
}
