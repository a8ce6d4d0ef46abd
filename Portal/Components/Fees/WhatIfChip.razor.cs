using Microsoft.AspNetCore.Components;
using Portal.Components.Shared;
using Portal.Domain.Fees;
using Portal.Resources;

namespace Portal.Components.Fees;

/// <summary>How far a what-if is.</summary>
public sealed partial class WhatIfChip
{
    [Parameter, EditorRequired]
    public required WhatIfSummary Run { get; set; }

    private (ChipKind Kind, string Icon, string Text) Look =>
        Run.State switch
        {
            WhatIfState.Running => (
                ChipKind.Info,
                PortalIcons.Hourglass,
                Fmt.Text(FeePlanTexts.WhatIfRunning, Fmt.Count(Run.DaysDone), Fmt.Count(Run.Days))
            ),
            WhatIfState.Done => (ChipKind.Success, PortalIcons.Check, FeePlanTexts.WhatIfDone),
            WhatIfState.Cancelled => (ChipKind.Neutral, PortalIcons.Close, FeePlanTexts.WhatIfCancelled),
        };
}
