using Microsoft.AspNetCore.Components;

namespace Portal.Components.Trail;

/// <summary>What a record noted of before and after, field by field: what it was and what it became.</summary>
public sealed partial class Difference
{
    [Parameter]
    public string? Before { get; set; }

    [Parameter]
    public string? After { get; set; }

    [Parameter, EditorRequired]
    public required TimeZoneInfo Zone { get; set; }

    private IReadOnlyList<FieldChange> Changes { get; set; } = [];

    private bool IsChange => Before is not null && After is not null;

    protected override void OnParametersSet() => Changes = AuditLabels.Changes(Before, After, Zone);
}
