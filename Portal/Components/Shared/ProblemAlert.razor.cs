using Microsoft.AspNetCore.Components;
using Portal.Domain.Kernel;

namespace Portal.Components.Shared;

/// <summary>Effect, cause and next step of what went wrong (or, with another kind, of what matters now). Draws nothing without a text.</summary>
public sealed partial class ProblemAlert
{
    /// <summary>What the rules refused, said in the reader's language.</summary>
    [Parameter]
    public Refusal? Problem { get; set; }

    [Parameter]
    public string? Text { get; set; }

    [Parameter]
    public string? Title { get; set; }

    [Parameter]
    public ChipKind Kind { get; set; } = ChipKind.Error;

    [Parameter]
    public RenderFragment? Actions { get; set; }

    [Parameter]
    public RenderFragment? ChildContent { get; set; }

    private string? Sentence => Problem is null ? Text : RefusalText.Refusal(Problem);

    private string Tone =>
        Kind switch
        {
            ChipKind.Error => "p-alert-error",
            ChipKind.Warning => "p-alert-warning",
            ChipKind.Info => "p-alert-info",
            ChipKind.Success or ChipKind.Primary => "p-alert-success",
            ChipKind.Neutral => "",
        };

    private string Mark =>
        Kind switch
        {
            ChipKind.Error or ChipKind.Warning => PortalIcons.Warning,
            ChipKind.Success or ChipKind.Primary => PortalIcons.Check,
            ChipKind.Info or ChipKind.Neutral => PortalIcons.Info,
        };
}
