using Microsoft.AspNetCore.Components;
using Portal.Domain.Approvals;
using Portal.Domain.Kernel;
using Portal.Resources;

namespace Portal.Components.Approvals;

/// <summary>The content field by field: as it is, and as it would be.</summary>
public sealed partial class ApprovalComparison
{
    [Parameter, EditorRequired]
    public required IReadOnlyList<ContentLine> Lines { get; set; }

    [Parameter, EditorRequired]
    public required TimeZoneInfo Zone { get; set; }

    /// <summary>Not decided yet.</summary>
    [Parameter]
    public bool Open { get; set; }

    private bool HasBefore => Lines.Any(line => line.Before is not null);

    private string Currency => ApprovalLabels.Currency(Lines);

    /// <summary>A role is given beside those that are held; a value where there was none is new, and one that falls away is gone.</summary>
    private static string Mark(ContentLine line) =>
        line.Field == RoleGrantService.RoleField || string.IsNullOrEmpty(line.Before) ? ApprovalsTexts.AddedMark
        : string.IsNullOrEmpty(line.After) ? ApprovalsTexts.RemovedMark
        : ApprovalsTexts.ChangedMark;

    private string Say(string field, string? value) => ApprovalLabels.Value(field, value, Currency, Zone);
}
