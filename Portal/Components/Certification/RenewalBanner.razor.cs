using Microsoft.AspNetCore.Components;
using Portal.Components.Shared;
using Portal.Domain.Certification;

namespace Portal.Components.Certification;

/// <summary>Says in time that a badge ends, and holds the button that begins its renewal.</summary>
public sealed partial class RenewalBanner
{
    [Parameter, EditorRequired]
    public required BadgePhase Phase { get; set; }

    [Parameter]
    public DateOnly? Until { get; set; }

    /// <summary>The last day of grace after it.</summary>
    [Parameter]
    public DateOnly? Ends { get; set; }

    /// <summary>The account's name, where the page is about more than one.</summary>
    [Parameter]
    public string? Name { get; set; }

    [Parameter]
    public RenderFragment? ChildContent { get; set; }

    private ChipKind Tone => Phase == BadgePhase.RenewalWindow ? ChipKind.Warning : ChipKind.Error;

    private string Heading => Name is null ? RenewalLabels.Title(Phase, Until, Ends) : $"{Name}: {RenewalLabels.Title(Phase, Until, Ends)}";
}
