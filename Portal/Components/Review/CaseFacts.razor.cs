using Microsoft.AspNetCore.Components;
using Portal.Domain.Certification;

namespace Portal.Components.Review;

/// <summary>What the application claims, to be held against the document beside it.</summary>
public sealed partial class CaseFacts
{
    [Parameter, EditorRequired]
    public required CaseSheet Sheet { get; set; }

    [Parameter]
    public (string IdentityNumber, string Mobile)? Revealed { get; set; }

    [Parameter]
    public bool Busy { get; set; }

    [Parameter]
    public EventCallback OnReveal { get; set; }
}
