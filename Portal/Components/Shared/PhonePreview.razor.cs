using Microsoft.AspNetCore.Components;

namespace Portal.Components.Shared;

/// <summary>A follower's phone around what it will show.</summary>
public sealed partial class PhonePreview
{
    /// <summary>What stands at the top of the screen: the public account.</summary>
    [Parameter, EditorRequired]
    public required string Title { get; set; }

    [Parameter]
    public string Clock { get; set; } = "20:00";

    /// <summary>The language of the content when it is not the reader's.</summary>
    [Parameter]
    public string? Language { get; set; }

    [Parameter]
    public RenderFragment? ChildContent { get; set; }

    /// <summary>The account's menu.</summary>
    [Parameter]
    public RenderFragment? Foot { get; set; }
}
