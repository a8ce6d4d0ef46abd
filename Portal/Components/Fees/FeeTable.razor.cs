using Microsoft.AspNetCore.Components;
using Portal.Domain.Fees;

namespace Portal.Components.Fees;

/// <summary>Rules of one state: in force, coming or ended.</summary>
public sealed partial class FeeTable
{
    [Parameter, EditorRequired]
    public required string Title { get; set; }

    [Parameter, EditorRequired]
    public required IReadOnlyList<FeeRuleRow> Rows { get; set; }

    [Parameter, EditorRequired]
    public required TimeZoneInfo Zone { get; set; }

    /// <summary>Promotions and waivers: with reason, owner and cost.</summary>
    [Parameter]
    public bool Special { get; set; }

    /// <summary>Whether the reader may write a version that takes this one's place.</summary>
    [Parameter, EditorRequired]
    public required Func<FeeRuleRow, bool> CanReplace { get; set; }

    /// <summary>Of a rule that is over: where a new proposal is written from it; null for who may not.</summary>
    [Parameter]
    public Func<FeeRuleRow, string?>? CopyUrl { get; set; }
}
