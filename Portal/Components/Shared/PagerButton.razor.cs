using Microsoft.AspNetCore.Components;

namespace Portal.Components.Shared;

/// <summary>One way of a pager: a link where the page lives in the address, a button where it does not, disabled at the end.</summary>
public sealed partial class PagerButton
{
    [Parameter, EditorRequired]
    public required string Text { get; set; }

    [Parameter, EditorRequired]
    public required string Icon { get; set; }

    [Parameter]
    public bool IconFirst { get; set; }

    [Parameter]
    public bool Enabled { get; set; }

    [Parameter]
    public string? Url { get; set; }

    [Parameter]
    public EventCallback OnClick { get; set; }

    private string Key => IconFirst ? "[" : "]";
}
