using Microsoft.AspNetCore.Components;
using Portal.Domain.Fees;

namespace Portal.Components.Fees;

/// <summary>The fee on sample amounts.</summary>
public sealed partial class FeePreview
{
    [Parameter, EditorRequired]
    public required IReadOnlyList<FeePreviewRow> Rows { get; set; }
}
