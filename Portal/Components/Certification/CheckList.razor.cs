using Microsoft.AspNetCore.Components;
using Portal.Domain.Certification;

namespace Portal.Components.Certification;

/// <summary>Results of the automated checks, each with icon and word.</summary>
public sealed partial class CheckList
{
    [Parameter, EditorRequired]
    public required IReadOnlyList<CheckResult> Checks { get; set; }
}
