using Microsoft.AspNetCore.Components;
using Portal.Domain.Kernel;

namespace Portal.Components.Admin.Policies;

/// <summary>Where a value is written, as a link where it has an address.</summary>
public sealed partial class PolicySourceLink
{
    [Parameter, EditorRequired]
    public required PolicySource Source { get; set; }
}
