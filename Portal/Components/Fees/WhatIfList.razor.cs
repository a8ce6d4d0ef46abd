using Microsoft.AspNetCore.Components;
using Portal.Components.Shared;
using Portal.Domain.Fees;
using Portal.Domain.Identity;
using Portal.Domain.Kernel;
using Portal.Resources;
using Portal.Routes;

namespace Portal.Components.Fees;

/// <summary>Asks what past days would have cost under a draft, and lists what was asked.</summary>
public sealed partial class WhatIfList
{
    private readonly FeeFormView edited = new();
    private IReadOnlyList<WhatIfSummary>? runs;
    private DateOnly from;
    private DateOnly to;
    private bool mayRun;

    [Inject]
    public required FeeWhatIfService WhatIfs { get; init; }

    [Inject]
    public required PeopleService People { get; init; }

    [Inject]
    public required SettlementZone Zone { get; init; }

    [Inject]
    public required TimeProvider Clock { get; init; }

    private static Crumb[] Above => [new(FeesTexts.FeePlans, Urls.FinanceFees)];

    protected override async Task OnInitializedAsync()
    {
        var today = Zone.Today(Clock);
        var month = new DateOnly(today.Year, today.Month, 1);
        (from, to) = (month.AddMonths(-1), month.AddDays(-1));
        await Read();
        _ = Follow(() => runs?.Any(run => run.State == WhatIfState.Running) == true, Read);
    }

    private Task Read() =>
        Load(async me =>
        {
            runs = await WhatIfs.List(me, Gone);
            mayRun = (await People.Me(me, Gone)).May(Permit.RunWhatIf);
        });

    private async Task Start()
    {
        if (edited.Trial(DateTime.UnixEpoch) is not { } draft)
        {
            return;
        }

        var id = 0L;
        if (await Act(async me => id = await WhatIfs.Start(me, draft, from, to, edited.Key, Gone)))
        {
            LeadOn(Urls.FinanceWhatIf(id));
        }
    }
}
