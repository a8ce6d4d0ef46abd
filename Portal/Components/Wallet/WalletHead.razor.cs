using Microsoft.AspNetCore.Components;

namespace Portal.Components.Wallet;

/// <summary>The top of a follower's page: its heading, the way back, and what stands beside it.</summary>
public sealed partial class WalletHead
{
    [Parameter, EditorRequired]
    public required string Title { get; set; }

    [Parameter]
    public string? Back { get; set; }

    /// <summary>Where the account's own page is.</summary>
    [Parameter]
    public string? More { get; set; }

    [Parameter]
    public RenderFragment? ChildContent { get; set; }
}
