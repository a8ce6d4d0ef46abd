using System.Globalization;
using Microsoft.AspNetCore.Components;

namespace Portal.Components.Shared;

/// <summary>A figure in large type that never leaves its card: the more digits it has, the smaller they are.</summary>
public sealed partial class Figure
{
    [Parameter, EditorRequired]
    public required string Text { get; set; }

    /// <summary>Where its rows are.</summary>
    [Parameter]
    public string? Url { get; set; }

    [Parameter]
    public bool Big { get; set; }

    private string Css => Big ? "p-figure p-figure-big tnum" : "p-figure tnum";

    private string Length => Text.Length.ToString(CultureInfo.InvariantCulture);
}
