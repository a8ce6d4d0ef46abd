using Microsoft.AspNetCore.Components;
using Portal.Domain.Operations;

namespace Portal.Components.Admin.Policies;

/// <summary>The policies of one part of the product.</summary>
public sealed partial class PolicyTable
{
    [Parameter, EditorRequired]
    public required string Caption { get; set; }

    [Parameter, EditorRequired]
    public required IReadOnlyList<PolicyLine> Lines { get; set; }

    [Parameter, EditorRequired]
    public required TimeZoneInfo Zone { get; set; }

    [Parameter]
    public bool MayChange { get; set; }

    [Parameter]
    public EventCallback<PolicyLine> OnChange { get; set; }
}
