using Microsoft.AspNetCore.Components;
using Portal.Domain.Certification;

namespace Portal.Components.Certification;

/// <summary>The free pre-check: what the machine will tell the reviewer, before anything is paid.</summary>
public sealed partial class PreCheckCard
{
    [Parameter]
    public IReadOnlyList<CheckResult>? Checks { get; set; }

    [Parameter]
    public bool Busy { get; set; }

    [Parameter]
    public EventCallback OnRun { get; set; }
}
