using Microsoft.AspNetCore.Components;
using Portal.Domain.Reports;

namespace Portal.Components.Trail;

/// <summary>One record unfolded: what changed, why, and the reference by which it is quoted.</summary>
public sealed partial class RecordDetail
{
    private const int HashShown = 12;

    [Parameter, EditorRequired]
    public required AuditRow Row { get; set; }

    [Parameter, EditorRequired]
    public required TimeZoneInfo Zone { get; set; }

    /// <summary>Number and the beginning of its signature: enough to find it and to see that it is the same.</summary>
    private string Reference => FormattableString.Invariant($"AR-{Row.Sequence}-{Row.Hash[..HashShown]}");
}
