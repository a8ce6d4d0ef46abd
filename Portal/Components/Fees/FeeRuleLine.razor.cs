using Microsoft.AspNetCore.Components;
using Portal.Domain.Fees;
using Portal.Resources;

namespace Portal.Components.Fees;

/// <summary>Which version of which rule, and from when to when.</summary>
public sealed partial class FeeRuleLine
{
    [Parameter, EditorRequired]
    public required FeeRuleRef Rule { get; set; }

    [Parameter, EditorRequired]
    public required TimeZoneInfo Zone { get; set; }

    private string Dates
    {
        get
        {
            var from = Rule.FromUtc == DateTime.UnixEpoch ? FeesTexts.FromStart : Fmt.Instant(Rule.FromUtc, Zone);
            return Rule.ToUtc is { } to ? Fmt.Text(FeePlanTexts.FromTo, from, Fmt.Instant(to, Zone))
                : Rule.FromUtc == DateTime.UnixEpoch ? from
                : Fmt.Text(FeePlanTexts.FromOn, from);
        }
    }
}
