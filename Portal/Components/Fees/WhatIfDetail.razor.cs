using Microsoft.AspNetCore.Components;
using Portal.Components.Shared;
using Portal.Domain.Fees;
using Portal.Domain.Identity;
using Portal.Domain.Kernel;
using Portal.Resources;
using Portal.Routes;

namespace Portal.Components.Fees;

/// <summary>What past days would have cost: in all, and for the merchants it changes most.</summary>
public sealed partial class WhatIfDetail
{
    private WhatIfPage? page;
    private bool mayRun;

    [Parameter]
    public long Id { get; set; }

    [Inject]
    public required FeeWhatIfService WhatIfs { get; init; }

    [Inject]
    public required PeopleService People { get; init; }

    [Inject]
    public required SettlementZone Zone { get; init; }

    private static Crumb[] Above => [new(FeesTexts.FeePlans, Urls.FinanceFees), new(FeePlanTexts.WhatIf, Urls.FinanceWhatIfs)];

    protected override async Task OnInitializedAsync()
    {
        await Read();
        _ = Follow(() => page?.Run.State == WhatIfState.Running, Read);
    }

    private Task Read() =>
        Load(async me =>
        {
            page = await WhatIfs.Page(me, Id, Gone);
            mayRun = (await People.Me(me, Gone)).May(Permit.RunWhatIf);
        });

    private async Task Cancel()
    {
        if (await Act(me => WhatIfs.Cancel(me, Id, Gone)))
        {
            await Read();
        }
    }
}
