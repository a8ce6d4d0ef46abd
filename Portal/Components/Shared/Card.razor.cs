using Microsoft.AspNetCore.Components;

namespace Portal.Components.Shared;

/// <summary>An outlined box with an optional heading, actions at its right and a foot.</summary>
public sealed partial class Card
{
    [Parameter]
    public string? Title { get; set; }

    /// <summary>Names the section for screen readers when it shows no title.</summary>
    [Parameter]
    public string? Label { get; set; }

    [Parameter]
    public string? Class { get; set; }

    /// <summary>No padding: tables and lists touch the edges.</summary>
    [Parameter]
    public bool Flush { get; set; }

    [Parameter]
    public RenderFragment? Actions { get; set; }

    [Parameter]
    public RenderFragment? Foot { get; set; }

    [Parameter]
    public RenderFragment? ChildContent { get; set; }
}
